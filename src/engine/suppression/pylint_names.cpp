#include "engine/suppression/pylint_names.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace zen {
namespace {

// The first digits of the codes of each checker; of several that fit a code, the longest counts.
struct Checker {
    std::string_view begin, checker;
};
constexpr Checker checkers[] = {
    {"C01", "basic"},
    {"C0117", "refactoring"},
    {"C0198", "docstyle"},
    {"C0199", "docstyle"},
    {"C02", "refactoring"},
    {"C0202", "classes"},
    {"C0203", "classes"},
    {"C0204", "classes"},
    {"C0205", "classes"},
    {"C03", "format"},
    {"C04", "imports"},
    {"C0401", "spelling"},
    {"C0402", "spelling"},
    {"C0403", "spelling"},
    {"C05", "consider-using-any-or-all"},
    {"C18", "refactoring"},
    {"C22", "comparison-placement"},
    {"C24", "nonascii-checker"},
    {"C25", "unicode_checker"},
    {"C27", "import-private-name"},
    {"C28", "unnecessary-dunder-call"},
    {"C30", "lambda-expressions"},
    {"C34", "dict-init-mutate"},
    {"E00", "main"},
    {"E01", "basic"},
    {"E02", "classes"},
    {"E03", "classes"},
    {"E04", "imports"},
    {"E06", "variables"},
    {"E07", "exceptions"},
    {"E10", "newstyle"},
    {"E11", "typecheck"},
    {"E12", "logging"},
    {"E13", "string"},
    {"E15", "stdlib"},
    {"E17", "async"},
    {"E19", "match_statements"},
    {"E25", "unicode_checker"},
    {"E31", "method_args"},
    {"E37", "dataclass"},
    {"E47", "modified_iteration"},
    {"E60", "typing"},
    {"F00", "main"},
    {"F02", "classes"},
    {"I00", "main"},
    {"I0023", "miscellaneous"},
    {"I11", "typecheck"},
    {"R00", "main"},
    {"R01", "basic"},
    {"R02", "classes"},
    {"R0204", "multiple_types"},
    {"R04", "imports"},
    {"R08", "similarities"},
    {"R09", "design"},
    {"R12", "design"},
    {"R17", "refactoring"},
    {"R19", "match_statements"},
    {"R20", "empty-comment"},
    {"R2004", "magic-value"},
    {"R35", "consider_refactoring_into_while"},
    {"R55", "else_if_used"},
    {"R56", "confusing_elif"},
    {"R60", "typing"},
    {"R61", "code_style"},
    {"R62", "set_membership"},
    {"R63", "no_self_use"},
    {"W00", "main"},
    {"W01", "basic"},
    {"W0141", "deprecated_builtins"},
    {"W0149", "while_used"},
    {"W0160", "consider_ternary_expression"},
    {"W02", "classes"},
    {"W03", "format"},
    {"W04", "imports"},
    {"W05", "miscellaneous"},
    {"W06", "variables"},
    {"W07", "exceptions"},
    {"W0714", "overlap-except"},
    {"W0717", "broad_try_clause"},
    {"W11", "typecheck"},
    {"W12", "logging"},
    {"W13", "string"},
    {"W14", "string"},
    {"W15", "stdlib"},
    {"W16", "eq-without-hash"},
    {"W21", "threading"},
    {"W23", "unnecessary_ellipsis"},
    {"W24", "nonascii-checker"},
    {"W26", "unsupported_version"},
    {"W29", "redefined-loop-name"},
    {"W31", "method_args"},
    {"W32", "dunder"},
    {"W33", "nested_min_max"},
    {"W36", "bad-chained-comparison"},
    {"W47", "modified_iteration"},
    {"W48", "looping-through-iterator"},
    {"W49", "stdlib"},
    {"W4901", "imports"},
    {"W60", "typing"},
    {"W90", "parameter_documentation"},
};

// The same of each extension of pylint 4.1.4, and of perflint.
constexpr Checker extensions[] = {
    {"C0198", "docstyle"},
    {"C0199", "docstyle"},
    {"C0501", "for_any_all"},
    {"C2201", "comparison_placement"},
    {"C2701", "private_import"},
    {"C3401", "dict_init_mutate"},
    {"E6004", "typing"},
    {"E6005", "typing"},
    {"R0204", "redefined_variable_type"},
    {"R1260", "mccabe"},
    {"R2004", "magic_value"},
    {"R2044", "empty_comment"},
    {"R3501", "consider_refactoring_into_while_condition"},
    {"R5501", "check_elif"},
    {"R5601", "confusing_elif"},
    {"R60", "typing"},
    {"R61", "code_style"},
    {"R6201", "set_membership"},
    {"R6301", "no_self_use"},
    {"R82", "perflint"},
    {"W0141", "bad_builtin"},
    {"W0149", "while_used"},
    {"W0160", "consider_ternary_expression"},
    {"W0714", "overlapping_exceptions"},
    {"W0717", "broad_try_clause"},
    {"W1641", "eq_without_hash"},
    {"W2901", "redefined_loop_name"},
    {"W3201", "dunder"},
    {"W6001", "typing"},
    {"W8", "perflint"},
    {"W90", "docparams"},
};

struct FormerName {
    std::string_view code, former_code, former_symbol;
};
constexpr FormerName former_names[] = {
    {"C0104", "C0102", "blacklisted-name"},
    {"C0112", "W0132", "old-empty-docstring"},
    {"C0114", "C0111", "missing-docstring"},
    {"C0115", "C0111", "missing-docstring"},
    {"C0116", "C0111", "missing-docstring"},
    {"C0117", "C0113", "unneeded-not"},
    {"C0123", "W0154", "old-unidiomatic-typecheck"},
    {"C1802", "C1801", "len-as-condition"},
    {"C1804", "C1901", "compare-to-empty-string"},
    {"C1805", "C2001", "compare-to-zero"},
    {"C2201", "C0122", "old-misplaced-comparison-constant"},
    {"C2401", "C0144", "old-non-ascii-name"},
    {"E0301", "W0234", "old-non-iterator-returned-1"},
    {"E0301", "E0234", "old-non-iterator-returned-2"},
    {"E0302", "E0235", "bad-context-manager"},
    {"E0401", "F0401", "old-import-error"},
    {"E0633", "W0633", "old-unpacking-non-sequence"},
    {"E0705", "E0703", "bad-exception-context"},
    {"E1101", "E1103", "maybe-no-member"},
    {"E1128", "W1111", "old-assignment-from-none"},
    {"E1143", "E1140", "unhashable-dict-key"},
    {"R1702", "R0101", "old-too-many-nested-blocks"},
    {"R1703", "R0102", "old-simplifiable-if-statement"},
    {"R6301", "R0201", "old-no-self-use"},
    {"W0246", "W0235", "useless-super-delegation"},
    {"W0632", "E0632", "old-unbalanced-tuple-unpacking"},
    {"W0718", "W0703", "broad-except"},
    {"W1404", "W1403", "implicit-str-concat-in-sequence"},
    {"W1518", "W1516", "lru-cache-decorating-method"},
    {"W1518", "W1517", "cache-max-size-none"},
    {"W4901", "W0402", "old-deprecated-module"},
    {"W4902", "W1505", "old-deprecated-method"},
    {"W4903", "W1511", "old-deprecated-argument"},
    {"W4904", "W1512", "old-deprecated-class"},
    {"W4905", "W1513", "old-deprecated-decorator"},
    {"W9011", "W9007", "old-missing-returns-doc"},
    {"W9013", "W9009", "old-missing-yields-doc"},
    {"W9015", "W9003", "old-missing-param-doc"},
    {"W9016", "W9004", "old-missing-type-doc"},
};

}  // namespace

std::string_view pylint_checker(std::string_view code) {
    std::string_view checker;
    std::size_t longest = 0;
    for (const Checker& codes : checkers) {
        if (codes.begin.size() <= longest || !code.starts_with(codes.begin)) continue;
        longest = codes.begin.size();
        checker = codes.checker;
    }
    return checker;
}

bool same_pylint_checker(std::string_view word, std::string_view checker) {
    return !checker.empty() && std::ranges::equal(word, checker, [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    });
}

bool is_pylint_checker(std::string_view word) {
    return std::ranges::any_of(checkers,
                               [&](const Checker& codes) { return same_pylint_checker(word, codes.checker); });
}

std::string_view pylint_extension(std::string_view code) {
    auto it = std::ranges::find_if(extensions, [&](const Checker& codes) { return code.starts_with(codes.begin); });
    return it == std::end(extensions) ? std::string_view() : it->checker;
}

bool same_pylint_code(std::string_view written, std::string_view code) {
    return written.size() == code.size() && std::toupper(static_cast<unsigned char>(written[0])) == code[0] &&
           written.substr(1) == code.substr(1);
}

bool former_pylint_name(std::string_view word, std::string_view code) {
    return std::ranges::any_of(former_names, [&](const FormerName& name) {
        return name.code == code && (name.former_symbol == word || same_pylint_code(word, name.former_code));
    });
}

}  // namespace zen
