// Is a value an instance of a class by annotations and what is stored, for classes of which types know nothing. For the
// instance*.cpp files: values, annotations, members of the file's classes.
#pragma once
#include <algorithm>
#include <span>
#include <string_view>

#include "semantics/model.h"
#include "semantics/types/instances.h"
#include "semantics/types/narrowing.h"

namespace zen {

struct ClassInfo;
struct ClassMethod;
struct Referent;

// The annotation of the name, parameter or attribute that is stored there, if it names a type: none for `x: Final = 1`.
Node promised_type(const Model& model, Node name);

// For one question.
class InstanceSearch {
  public:
    // What is asked: of a value, of what iterating it gives, or of the values of a mapping.
    enum What { value, item, mapped };
    enum Verdict { no, neutral, yes };  // neutral: None

    // Of one of several classes, whose names outlive this, as does what is given.
    InstanceSearch(const Model& model, std::span<const std::string_view> names, std::span<const GivenType> given = {},
                   int steps = 0)
        : model_(model), names_(names), given_(given), steps_(steps) {}

    Verdict of(Node n, What what);

  private:
    // Far more than code needs: names that are made of each other end here.
    static constexpr int most_steps = 60;

    static Verdict both(Verdict a, Verdict b) { return a == no || b == no ? no : a > b ? a : b; }
    static Verdict certain(bool holds) { return holds ? yes : no; }
    Verdict all(const std::vector<Node>& values, What what);
    bool any_name(auto&& fits) const { return std::ranges::any_of(names_, fits); }

    bool is_class(Node n) const;
    bool is_own_class(Node definition) const;
    bool has_type(Node n, What what) const;
    bool is_given(Node n, What what);
    bool from_manager(Node n, What what);
    bool is_instance_type(const Type& type) const;
    Verdict call(Node n, What what, bool awaited);
    Verdict result(Node function, What what, bool awaited);
    Verdict variable(Node n, What what);
    bool rebound(Node n, Node parameter, Verdict& out, What what);
    bool is_self(Node name) const;
    bool is_of_bases(Node call) const;
    Verdict stored(Node name, What what);
    Verdict entered(Node manager, What what);
    bool says(Node condition, bool holds, const Variable& variable, int depth = 0) const;
    bool asked_for(Node n) const;

    // The class of this file that the expression is an instance of, or that it names.
    Node owner(Node object) const;
    Node own_method(Node attribute, const ClassMethod*& method) const;
    Verdict attribute(Node n, What what);

    // Members of classes of other files, and what these files export.
    Verdict imported(Node n, What what) const;
    Verdict imported_call(Node function, What what, bool awaited) const;
    Verdict imported_member(Node attribute, What what, bool called, bool awaited) const;
    Verdict exported(const Type& type, const Referent& from, What what) const;
    bool is_class(const Referent& referent) const;

    Verdict annotation(Node type, What what);
    Verdict alias(Node name, What what);
    Verdict quoted(Node string, What what);
    Verdict quoted(std::string_view text, Node at, What what);
    Verdict quoted_part(std::string_view text, Node at, What what);

    const Model& model_;
    std::span<const std::string_view> names_;
    std::span<const GivenType> given_;
    int steps_ = 0;
};

}  // namespace zen
