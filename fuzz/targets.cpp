#include "targets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace zen::fuzz {
namespace {

using Seeds = std::vector<std::string>;

// The files below a folder of the sources that end so, by name.
Seeds files(const char* folder, std::string_view suffix, std::size_t largest = 6000) {
    std::vector<std::string> paths;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(ZENLINT_SOURCE_DIR "/") + folder))
        if (entry.is_regular_file() && entry.file_size() <= largest && entry.path().string().ends_with(suffix))
            paths.push_back(entry.path().string());
    std::ranges::sort(paths);
    Seeds out;
    for (const std::string& path : paths) {
        std::ifstream file(path, std::ios::binary);
        out.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return out;
}

// The fenced blocks of the rule pages that open so: "python bad", "zen".
Seeds blocks(std::string_view info) {
    Seeds out;
    const std::string fence = "\n```" + std::string(info);
    for (const std::string& page : files("rules", ".md", 60000))
        for (std::size_t at = page.find(fence); at != page.npos; at = page.find(fence, at + 1)) {
            std::size_t start = page.find('\n', at + 1) + 1, end = page.find("\n```", start - 1);
            if (start && end != page.npos && end >= start) out.push_back(page.substr(start, end + 1 - start));
        }
    return out;
}

Seeds code_seeds() {
    Seeds out = files("fixtures", ".py");
    for (const char* info : {"python bad", "python ok"})
        for (std::string& block : blocks(info)) out.push_back(std::move(block));
    return out;
}

Seeds notebook_seeds() {
    return {R"-({"cells": [{"cell_type": "code", "source": ["%matplotlib inline\n", "x = not a in b\n", "x"]},)-"
            R"-( {"cell_type": "markdown", "source": "# A"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})-",
            R"-({"cells":[{"cell_type":"code","source":"!ls\nfor i in range(len(\u0061)):\n    print(a[i])"}]})-"};
}

Seeds pattern_seeds() {
    Seeds out = blocks("zen"), bad = blocks("python bad");
    for (std::size_t i = 0; i < out.size() && !bad.empty(); ++i) out[i] += "----\n" + bad[i % bad.size()];
    return out;
}

Seeds page_seeds() {
    return files("rules", ".md", 4000);
}

Seeds config_seeds() {
    Seeds out{
        "[tool.zenlint]\nselect = [\"ALL\"]\nignore = [\"ZEN1401\"]\n[tool.zenlint.per-file-ignores]\n\"tests/**\" = "
        "[\"SIM\"]\n",
        "select = [\"ZEN\", \"range-len-loop\"]\nexclude = [\"{a,b}/**\", \"[!x]*.py\"]\nline-length = 100\n",
        "extend = \"a.toml\"\ntarget-version = \"py310\"\n[rules.range-len-loop]\nseverity = \"error\"\n"};
    for (std::string& block : blocks("toml")) out.push_back(std::move(block));
    return out;
}

#ifndef ZENLINT_FUZZ_CORE

Seeds suppression_seeds() {
    Seeds out{"x = not a in b  # noqa: ZEN1411 -- why\n", "# zenlint: off\nx = 1\n# zenlint: on\n",
              "# zenlint: ignore[range-len-loop]\nfor i in range(len(a)):\n    print(a[i])\n",
              "# pylint: disable=C0200,consider-using-enumerate\nx = '''\n'''  # noqa:E501,W291\n",
              "# ruff: noqa\n# flake8: noqa: E1\n# zenlint: file-ignore\n"};
    for (std::string& block : blocks("python bad"))
        out.push_back(block.substr(0, block.find('\n')) + "  # noqa\n" + block);
    return out;
}

Seeds edit_seeds() {
    Seeds out;
    for (const std::string& code : blocks("python bad")) {
        std::string seed = "\xff" + code;
        seed += "\x01\x80  # c\x01\x40\nimport os\x01\x10" + code.substr(code.size() / 2);
        out.push_back(std::move(seed));
    }
    return out;
}

Seeds message_seeds() {
    const std::string open =
        R"-({"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.py","languageId":"python","version":1,"text":"x = not a in b\nfor i in range(len(a)):\n    print(a[i])\n"}}})-"
        "\n";
    const std::string document = R"-("textDocument":{"uri":"file:///a.py"})-";
    const std::string range = R"-("range":{"start":{"line":0,"character":0},"end":{"line":1,"character":3}})-";
    auto request = [&](const char* method, const std::string& params) {
        return R"-({"jsonrpc":"2.0","id":7,"method":")-" + std::string(method) + R"-(","params":{)-" + params + "}}\n";
    };
    return {
        open + request("textDocument/diagnostic", document),
        open + request("textDocument/codeAction", document + "," + range + R"-(,"context":{"diagnostics":[]})-"),
        open + request("textDocument/hover", document + R"-(,"position":{"line":0,"character":5})-"),
        open +
            R"-({"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a.py","version":2},"contentChanges":[{)-" +
            range +
            R"-(,"text":"\u00e9\ud83d\ude00"}]}})-"
            "\n" +
            request("textDocument/completion", document + R"-(,"position":{"line":1,"character":2})-"),
        (R"-({"jsonrpc":"2.0","method":"notebookDocument/didOpen","params":{"notebookDocument":{"uri":"file:///a.ipynb","notebookType":"jupyter-notebook","version":1,"cells":[{"kind":2,"document":"cell:1"}]},"cellTextDocuments":[{"uri":"cell:1","languageId":"python","version":1,"text":"x = 1"}]}})-"
         "\n"),
        request("workspace/executeCommand", R"-("command":"zenlint.fixAll","arguments":[{}])-") +
            request("shutdown", "") +
            R"-({"jsonrpc":"2.0","method":"exit"})-"
            "\n",
        "Content-Length: 3\n\nabc\nContent-Length: -1\n\n[1]\n",
    };
}

#endif

}  // namespace

void broken(std::string_view what, std::string_view detail) {
    std::fprintf(stderr, "broken promise: %.*s\n%.*s\n", static_cast<int>(what.size()), what.data(),
                 static_cast<int>(detail.size()), detail.data());
    std::abort();
}

std::span<const Target> targets() {
    static constexpr Target all[] = {
        {"parse", parse_target, code_seeds},
        {"model", model_target, code_seeds},
        {"notebook", notebook_target, notebook_seeds},
        {"pattern", pattern_target, pattern_seeds},
        {"page", page_target, page_seeds},
        {"config", config_target, config_seeds},
#ifndef ZENLINT_FUZZ_CORE
        {"suppression", suppression_target, suppression_seeds},
        {"fix", fix_target, code_seeds},
        {"cell", cell_target, notebook_seeds},
        {"edit", edit_target, edit_seeds},
        {"message", message_target, message_seeds},
#endif
    };
    return all;
}

}  // namespace zen::fuzz
