#include "text/normal_form.h"

#include "text/characters.h"
#include "text/identifier.h"

namespace zen {

std::string normal_form(std::string_view identifier) {
    if (is_ascii(identifier)) return {};
    std::string normal = characters::normal_form_kc(identifier);
    return normal == identifier ? std::string() : normal;
}

std::string stored_identifier(std::string_view identifier) {
    std::string normal = normal_form(identifier);
    return normal.empty() ? std::string(identifier) : normal;
}

}  // namespace zen
