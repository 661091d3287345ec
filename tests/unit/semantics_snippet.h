// A snippet of Python with its model, and ways to point at its nodes; for the tests of the semantic model.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "semantics/model.h"
#include "syntax/parse.h"

namespace zen {

class Snippet {
  public:
    explicit Snippet(std::string text, PythonVersion target = {3, 12})
        : text_(std::move(text)),
          tree_(std::make_unique<Tree>(parse(std::string_view(text_)))),
          model_(*tree_, target) {}
    Snippet(const Snippet&) = delete;

    const Model& operator*() const { return model_; }
    const Model* operator->() const { return &model_; }

    // The n-th (from 1) outermost node whose text is exactly `code`; tokens and blocks do not count.
    Node at(std::string_view code, int n = 1) const {
        NodeId skip = 0;
        for (NodeId i = 1; i < tree_->nodes.size(); ++i) {
            Node node(*tree_, i);
            if (i < skip || !node.named() || node.is(Kind::block) || node.text() != code) continue;
            if (--n == 0) return node;
            skip = node.record().next;
        }
        return {};
    }
    // The n-th identifier (from 1) of that spelling.
    Node name(std::string_view spelling, int n = 1) const {
        for (NodeId i = 1; i < tree_->nodes.size(); ++i) {
            Node node(*tree_, i);
            if (node.is(Kind::identifier) && node.text() == spelling && --n == 0) return node;
        }
        return {};
    }
    // The n-th node of a kind (from 1).
    Node node(Kind kind, int n = 1) const {
        for (NodeId i = 0; i < tree_->nodes.size(); ++i)
            if (tree_->nodes[i].kind == kind && --n == 0) return {*tree_, i};
        return {};
    }

  private:
    std::string text_;
    std::unique_ptr<Tree> tree_;
    Model model_;
};

}  // namespace zen
