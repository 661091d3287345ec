#include "report/xml_text.h"

#include "report/look.h"

namespace zen {

void append_xml(std::string& out, std::string_view text, bool attribute) {
    while (!text.empty()) {
        unsigned length = 1;
        char32_t c = code_point(text, length);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&#39;";
        else if (attribute && (c == '\n' || c == '\t'))
            out += c == '\n' ? "&#10;" : "&#9;";
        else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f || c == 0xfffd || c == 0xfffe || c == 0xffff)
            out += "\xef\xbf\xbd";
        else
            out += text.substr(0, length);
        text.remove_prefix(length);
    }
}

}  // namespace zen
