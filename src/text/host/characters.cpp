// Host tool: writes the tables of src/text/character_table.h, so that the program needs a fifth of the room of
// utf8proc's own.
#include <utf8proc.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "text/character_table.h"

namespace {

using zen::characters::Class;

constexpr utf8proc_int32_t end = 0x110000, syllables = 0xac00, syllables_end = 0xd7a4;

// XID_Start and XID_Continue by general category, with the few characters that Unicode adds by hand (Other_ID_Start,
// Other_ID_Continue) and those that its normal forms take away.
bool starts(utf8proc_int32_t c) {
    switch (utf8proc_category(c)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_NL:
            return c != 0x037A && c != 0x2E2F && c != 0x0E33 && c != 0x0EB3 && !(c >= 0xFC5E && c <= 0xFC63) &&
                   c != 0xFDFA && c != 0xFDFB && c != 0xFF9E && c != 0xFF9F &&
                   !(c >= 0xFE70 && c <= 0xFE7E && c % 2 == 0);
        default:
            return c == '_' || c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212E || c == 0x309B || c == 0x309C;
    }
}

bool continues(utf8proc_int32_t c) {
    if (starts(c)) return true;
    switch (utf8proc_category(c)) {
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_PC:
            return true;
        default:
            return c == 0x00B7 || c == 0x0387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19DA || c == 0x0E33 ||
                   c == 0x0EB3 || c == 0xFF9E || c == 0xFF9F || c == 0x200C || c == 0x200D || c == 0x30FB ||
                   c == 0xFF65;
    }
}

bool printable(utf8proc_int32_t c) {
    switch (utf8proc_category(c)) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CF:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_CN:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
        case UTF8PROC_CATEGORY_ZS:
            return c == ' ';
        default:
            return true;
    }
}

std::string utf8(const std::vector<utf8proc_int32_t>& text) {
    std::string out;
    for (const utf8proc_int32_t c : text) {
        std::array<utf8proc_uint8_t, 4> bytes{};
        const auto size = utf8proc_encode_char(c, bytes.data());
        out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
    }
    return out;
}

// What the character is made of, wholly taken apart.
std::vector<utf8proc_int32_t> parts(utf8proc_int32_t c, int options) {
    std::array<utf8proc_int32_t, 32> out{};
    int boundary = 0;
    const auto size =
        utf8proc_decompose_char(c, out.data(), out.size(), static_cast<utf8proc_option_t>(options), &boundary);
    if (size < 0 || static_cast<std::size_t>(size) > out.size()) std::abort();
    return {out.begin(), out.begin() + size};
}

// The text in normal form C, if it is one character then; else 0.
utf8proc_int32_t one_character(const std::vector<utf8proc_int32_t>& text) {
    const std::string bytes = utf8(text);
    utf8proc_uint8_t* out = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()),
                                   static_cast<utf8proc_ssize_t>(bytes.size()), &out,
                                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
    utf8proc_int32_t c = 0;
    return size > 0 && utf8proc_iterate(out, size, &c) == size ? c : 0;
}

std::string rows, spelled, spelled_at, composed;
std::string spellings;

void class_rows() {
    unsigned before = ~0u;
    for (utf8proc_int32_t c = 0; c < end; ++c) {
        unsigned now = static_cast<unsigned>(utf8proc_get_property(c)->combining_class) << 3;
        if (starts(c)) now |= Class::starts;
        if (continues(c)) now |= Class::continues;
        if (printable(c)) now |= Class::printable;
        if (now != before) rows += "{" + std::to_string(static_cast<unsigned>(c) << 11 | now) + "u},\n";
        before = now;
    }
}

void spelled_rows() {
    for (utf8proc_int32_t c = 0x80; c < end; ++c) {
        if ((c >= syllables && c < syllables_end) || (c >= 0xd800 && c < 0xe000)) continue;
        const auto text = parts(c, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
        if (text.size() == 1 && text[0] == c) continue;
        const std::string bytes = utf8(text);
        std::size_t at = spellings.find(bytes);
        if (at == spellings.npos) at = spellings.size(), spellings += bytes;
        if (at > 0xffff || bytes.size() > 0x7ff) std::abort();
        spelled += "{" + std::to_string(static_cast<unsigned>(c) << 11 | static_cast<unsigned>(bytes.size())) + "u},\n";
        spelled_at += std::to_string(at) + ",\n";
    }
}

void composed_rows() {
    std::map<std::pair<utf8proc_int32_t, utf8proc_int32_t>, utf8proc_int32_t> found;
    for (utf8proc_int32_t c = 0x80; c < end; ++c) {
        if ((c >= syllables && c < syllables_end) || (c >= 0xd800 && c < 0xe000)) continue;
        auto text = parts(c, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
        if (text.size() < 2 || one_character(text) != c) continue;
        const utf8proc_int32_t last = text.back();
        text.pop_back();
        if (const utf8proc_int32_t first = text.size() == 1 ? text[0] : one_character(text)) found[{first, last}] = c;
    }
    for (const auto& [pair, both] : found)
        composed +=
            "{" + std::to_string(pair.first) + "," + std::to_string(pair.second) + "," + std::to_string(both) + "},\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return std::fputs("usage: generate-characters OUTPUT.cpp\n", stderr), 1;
    class_rows();
    spelled_rows();
    composed_rows();
    std::FILE* out = std::fopen(argv[1], "wb");
    if (!out) return std::perror(argv[1]), 1;
    std::fputs(
        "// Made at build by src/text/host/characters.cpp.\n#include \"text/character_table.h\"\n\nnamespace "
        "zen::characters {\n\n",
        out);
    auto array = [&](const char* type, const char* name, const std::string& items) {
        std::fprintf(out, "static constexpr %s %s_table[] = {\n%s};\n", type, name, items.c_str());
    };
    auto view = [&](const char* type, const char* name, const std::string& items) {
        array(type, name, items);
        std::fprintf(out, "std::span<const %s> %s() {\n    return %s_table;\n}\n", type, name, name);
    };
    view("Row", "rows", rows);
    view("Spelled", "spelled", spelled);
    view("std::uint16_t", "spelled_at", spelled_at);
    view("Composed", "composed", composed);
    std::string bytes;
    for (const char c : spellings) bytes += std::to_string(static_cast<unsigned char>(c)) + ",\n";
    array("std::uint8_t", "spellings", bytes);
    std::fputs("const std::uint8_t* spellings() {\n    return spellings_table;\n}\n\n}  // namespace zen::characters\n",
               out);
    return std::fclose(out) == 0 ? 0 : 1;
}
