// Notebooks: their text, and the way back into their JSON.
#include "text/notebook.h"

#include <catch2/catch_test_macros.hpp>

#include "text/magics.h"
#include "text/source.h"

using namespace zen;

namespace {

NotebookText read(const std::string& json) {
    Result<NotebookText> notebook = read_notebook("a.ipynb", json);
    REQUIRE(notebook);
    return std::move(*notebook);
}

std::string code_cells(const std::vector<std::string>& sources) {
    std::string out = "{\"cells\": [";
    for (const std::string& source : sources) {
        if (!out.ends_with('[')) out += ", ";
        out += R"({"cell_type": "code", "source": )" + source + "}";
    }
    return out + "]}";
}

std::string masked(std::string cell) {
    ForeignCode foreign;
    return mask_magics(cell, foreign) ? cell : "not Python";
}

}  // namespace

TEST_CASE("the text of the cells is all that there is to change") {
    std::string json = code_cells({R"(["a = 1\n",  "b\u0020= 2"])", R"("c = 3\nd = 4")"});
    NotebookText notebook = read(json);
    CHECK(notebook.text == "a = 1\nb = 2\n# --- the next cell\nc = 3\nd = 4\n");
    CHECK(notebook.with_text(notebook.text) == json);
    CHECK(notebook.with_text("a = 1\nb = 2\n# --- the next cell\nc = \"\xc3\xa9\"\nd = 4\n") ==
          code_cells({R"(["a = 1\n",  "b\u0020= 2"])", R"("c = \"\u00e9\"\nd = 4")"}));
    // A line more, a line less, none at all.
    CHECK(notebook.with_text("import x\na = 1\nb = 2\n# --- the next cell\nc = 3\nd = 4\n") ==
          code_cells({R"(["import x\n",  "a = 1\n",  "b\u0020= 2"])", R"("c = 3\nd = 4")"}));
    CHECK(notebook.with_text("b = 2\n# --- the next cell\nd = 4\n") == code_cells({R"(["b\u0020= 2"])", R"("d = 4")"}));
    CHECK(notebook.with_text("\n# --- the next cell\nc = 3\nd = 4\n") == code_cells({"[]", R"("c = 3\nd = 4")"}));
    // The cells must stay.
    CHECK(!notebook.with_text("a = 1\nb = 2\n"));
}

TEST_CASE("a boundary is never the user's own line") {
    NotebookText notebook = read(code_cells({R"("# --- the next cell\na = 1")", R"("b = 1")"}));
    CHECK(notebook.text == "# --- the next cell\na = 1\n# --- the next cell -\nb = 1\n");
}

TEST_CASE("what is not Python gives way to a name of its length") {
    CHECK(masked("%time\n!ls -l\nx = 1") == "_____\n______\nx = 1");
    CHECK(masked("x = !ls\ny, z = %sql select\n") == "x = ___\ny, z = ___________\n");
    CHECK(masked("x?\nx.y??\nprint(1)\n") == "__\n_____\nprint(1)\n");
    CHECK(masked("if x:\n    !ls \\\n  more\ny = 1\n") == "if x:\n    _____\n  #___\ny = 1\n");
    CHECK(masked("%%time\nx = 1\n") == "______\nx = 1\n");
    CHECK(masked("%%html\n<b>\n") == "not Python");
    CHECK(masked("\n\n%%bash\nls\n") == "not Python");
    // Python after all.
    for (const char* same :
         {"x = (1\n% 2)\n", "x = 5 \\\n% 2\n", "s = '''\n!x\n'''\n", "# is it?\n", "x = 'a?'\n", "a != b\n"})
        CHECK(masked(same) == same);
}

// https://docs.databricks.com/notebooks/notebooks-code.html: `%sql` at the beginning of a cell is the cell's language.
// To IPython it is a magic of one line.
TEST_CASE("in a notebook that Databricks exports, a language at the beginning of a cell holds for all of it") {
    const std::string cells =
        code_cells({R"("%md\n# Title\ntext not 1")", R"("%sql\nSELECT *\nFROM t")", R"("%sh ls\nif [ 1 ]")",
                    R"("%python\na = 1")", R"("%scala\nval x = 1")", R"("%time\nb = 2")"});
    const std::string about = R"("metadata": {"application/vnd.databricks.v1+notebook": {"language": "python"}})";
    CHECK(read(cells.substr(0, cells.size() - 1) + ", " + about + "}").text ==
          "_______\na = 1\n# --- the next cell\n_____\nb = 2\n");
    CHECK(read(code_cells({R"("%sql select 1\na = 1")"})).text == "_____________\na = 1\n");
}

TEST_CASE("a line that is not Python may not be changed") {
    NotebookText notebook = read(code_cells({R"(["!ls\n", "a = 1"])"}));
    CHECK(notebook.text == "___\na = 1\n");
    CHECK(notebook.with_text("___\na = 2\n") == code_cells({R"(["!ls\n", "a = 2"])"}));
    CHECK(!notebook.with_text("    ___\na = 1\n"));
    CHECK(!notebook.with_text("a = 1\n"));
}

TEST_CASE("places in a notebook count from the cell") {
    Result<Source> source = Source::decode("a.ipynb", code_cells({R"("a = 1\nb = 2")", R"("c = 3\nd = 4")"}));
    REQUIRE(source);
    auto at = static_cast<std::uint32_t>(source->text().find("d = 4"));
    CHECK(source->place(at) == Place{2, 1});
    CHECK(source->cell(at) == 2);
    CHECK(source->cell(0) == 1);
    CHECK(source->foreign().size() == 1);
}

TEST_CASE("what is no notebook is a Trouble") {
    for (const char* json :
         {"", "{", "[]", "{}", "{\"cells\": [}", "{\"cells\": [{\"source\": [1]}]}", "{\"cells\": [{\"source\": \"x",
          "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"\\q\"}]}",
          "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"\\ud800\"}]}", "\xff"})
        CHECK(!read_notebook("a.ipynb", json));
    CHECK(read(R"({"cells": []})").text.empty());
    CHECK(read(R"({"cells": [{"cell_type": "code"}], "metadata": null})").text.empty());
}
