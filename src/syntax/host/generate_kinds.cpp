// Host tool: writes the enums Kind and Field, and their names, from the grammar that the build links.
#include <tree_sitter/api.h>

#include <cctype>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <string_view>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace {

const std::set<std::string_view> cpp_keywords{
    "alignas",   "and",      "auto",    "bool",      "break",    "case",    "catch",    "char",     "class",
    "const",     "continue", "default", "delete",    "do",       "double",  "else",     "enum",     "explicit",
    "export",    "extern",   "false",   "float",     "for",      "friend",  "goto",     "if",       "inline",
    "int",       "long",     "mutable", "namespace", "new",      "not",     "operator", "or",       "private",
    "protected", "public",   "return",  "short",     "signed",   "sizeof",  "static",   "struct",   "switch",
    "template",  "this",     "throw",   "true",      "try",      "typedef", "typeid",   "typename", "union",
    "unsigned",  "using",    "virtual", "void",      "volatile", "while",   "xor"};

std::string word(char c) {
    switch (c) {
        case '.':
            return "dot";
        case '(':
            return "lparen";
        case ')':
            return "rparen";
        case ',':
            return "comma";
        case '*':
            return "star";
        case '>':
            return "gt";
        case '<':
            return "lt";
        case ':':
            return "colon";
        case ';':
            return "semi";
        case '=':
            return "eq";
        case '-':
            return "minus";
        case '+':
            return "plus";
        case '[':
            return "lbrack";
        case ']':
            return "rbrack";
        case '{':
            return "lbrace";
        case '}':
            return "rbrace";
        case '@':
            return "at";
        case '|':
            return "bar";
        case '/':
            return "slash";
        case '%':
            return "percent";
        case '&':
            return "amp";
        case '^':
            return "caret";
        case '~':
            return "tilde";
        case '!':
            return "bang";
        case '\\':
            return "backslash";
        default:
            return "";
    }
}

// `if` → kw_if, `not in` → kw_not_in, `==` → op_eq_eq; a named node keeps its name.
std::string enumerator(std::string_view name, bool named) {
    if (named) return std::string(name) + (cpp_keywords.contains(name) ? "_" : "");
    std::string out;
    if (std::isalpha(static_cast<unsigned char>(name[0])) || name[0] == '_') {
        out = "kw_";
        for (char c : name) out += c == ' ' ? '_' : c;
        return out;
    }
    out = "op";
    for (char c : name) {
        std::string w = word(c);
        if (w.empty()) return "";
        out += "_" + w;
    }
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return std::fprintf(stderr, "usage: generate-kinds OUTPUT\n"), 2;
    const TSLanguage* language = tree_sitter_python();
    std::map<unsigned, std::pair<std::string, std::string>> kinds;  // value → enumerator, name
    std::set<std::string> taken;
    for (std::uint32_t i = 1; i < ts_language_symbol_count(language); ++i) {
        auto symbol = static_cast<TSSymbol>(i);
        TSSymbolType type = ts_language_symbol_type(language, symbol);
        if (type != TSSymbolTypeRegular && type != TSSymbolTypeAnonymous) continue;
        const char* name = ts_language_symbol_name(language, symbol);
        TSSymbol visible = ts_language_symbol_for_name(
            language, name, static_cast<std::uint32_t>(std::string_view(name).size()), type == TSSymbolTypeRegular);
        std::string id = enumerator(name, type == TSSymbolTypeRegular);
        if (id.empty()) return std::fprintf(stderr, "generate-kinds: no C++ name for the token `%s`\n", name), 1;
        if (kinds.contains(visible)) continue;
        if (!taken.insert(id).second)
            return std::fprintf(stderr, "generate-kinds: two kinds are called %s\n", id.c_str()), 1;
        kinds[visible] = {id, name};
    }
    std::FILE* out = std::fopen(argv[1], "w");
    if (!out) return std::perror(argv[1]), 1;
    std::fprintf(
        out,
        "// Node kinds and fields of the grammar, generated from it at build.\n#pragma once\n#include <cstdint>\n"
        "#include <string_view>\n\nnamespace zen {\n\n"
        "// Named nodes under their own names; keywords as kw_if, other tokens as op_eq_eq.\n"
        "enum class Kind : std::uint16_t {\n    nothing = 0,\n");
    for (auto& [value, names] : kinds) std::fprintf(out, "    %s = %u,\n", names.first.c_str(), value);
    std::fprintf(out, "    error = 65535,\n};\n\nenum class Field : std::uint8_t {\n    none = 0,\n");
    for (std::uint32_t f = 1; f <= ts_language_field_count(language); ++f)
        std::fprintf(out, "    %s = %u,\n",
                     enumerator(ts_language_field_name_for_id(language, static_cast<TSFieldId>(f)), true).c_str(), f);
    unsigned bound = kinds.rbegin()->first + 1;
    std::fprintf(out,
                 "};\n\n// One more than the greatest Kind but `error`.\ninline constexpr unsigned kind_bound = %u;\n",
                 bound);
    std::fprintf(out, "inline constexpr std::string_view kind_names[] = {\n");
    for (unsigned i = 0; i < bound; ++i) {
        std::string name = kinds.contains(i) ? kinds[i].second : "";
        if (name == "\\") name = "\\\\";
        std::fprintf(out, "    \"%s\",\n", name.c_str());
    }
    std::fprintf(out, "};\ninline constexpr std::string_view field_names[] = {\n    \"\",\n");
    for (std::uint32_t f = 1; f <= ts_language_field_count(language); ++f)
        std::fprintf(out, "    \"%s\",\n", ts_language_field_name_for_id(language, static_cast<TSFieldId>(f)));
    std::fprintf(out, "};\n\n}  // namespace zen\n");
    return std::fclose(out) != 0;
}
