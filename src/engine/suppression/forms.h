// The forms of comments that silence findings: whose each is, and how far it reaches.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace zen {

enum class SuppressionForm : std::uint8_t {
    noqa,
    ignore,
    off,
    file,
    ruff_noqa,
    ruff_file_noqa,
    ruff_ignore,
    ruff_range,
    ruff_file_ignore,
    flake8_noqa,
    flake8_file,
    pylint_disable,
    pylint_enable,
    pylint_next,
    pylint_file,
};

struct FormFacts {
    SuppressionForm form;
    std::string_view spelled;  // an example
    std::string_view owner;    // the tool whose comment it is, with the version that was compared; tests/peers does so
    std::string_view scope;    // what it holds for, as the owner has it
};

// A row for each form, in the order of the enumeration.
std::span<const FormFacts> suppression_forms();
const FormFacts& facts(SuppressionForm form);

}  // namespace zen
