#include "report/json_text.h"

#include "report/look.h"

namespace zen {

void append_json(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    std::size_t plain = 0;  // where the run that needs no escape began
    for (std::size_t at = 0; at < text.size();) {
        auto c = static_cast<unsigned char>(text[at]);
        unsigned length = 1;
        if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
            ++at;
            continue;
        }
        if (c >= 0x80 && (code_point(text.substr(at), length) != 0xfffd || length == 3)) {
            at += length;
            continue;
        }
        out += text.substr(plain, at - plain);
        at += length;
        plain = at;
        if (c == '"')
            out += "\\\"";
        else if (c == '\\')
            out += "\\\\";
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (c == '\r')
            out += "\\r";
        else if (c < 0x80)
            out.append("\\u00").append(1, digits[c >> 4]).append(1, digits[c & 15]);
        else
            out += "\xef\xbf\xbd";
    }
    out += text.substr(plain);
    out += '"';
}

}  // namespace zen
