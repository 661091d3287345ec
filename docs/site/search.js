// Search over PAGES (index.js): pages that hold all words, those with the words in their titles first.
const box = document.querySelector("search input");
const list = document.querySelector("search ol");
const top_ = document.currentScript.dataset.top;

function found(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const scored = [];
    for (const page of PAGES) {
        const title = page.title.toLowerCase();
        const all = title + " " + page.words.toLowerCase();
        if (!words.every((word) => all.includes(word))) continue;
        scored.push([words.filter((word) => title.includes(word)).length, page]);
    }
    return scored.sort((a, b) => b[0] - a[0]).slice(0, 30).map(([, page]) => page);
}

function show() {
    const pages = found(box.value);
    list.replaceChildren(...pages.map((page) => {
        const link = document.createElement("a");
        link.href = top_ + "/" + page.url;
        link.textContent = page.title;
        const item = document.createElement("li");
        item.append(link);
        return item;
    }));
    if (!pages.length) {
        const item = document.createElement("li");
        item.textContent = "Nothing found";
        list.append(item);
    }
    list.hidden = !box.value.trim();
}

box.addEventListener("input", show);
document.addEventListener("keydown", (event) => {
    const typing = document.activeElement === box;
    const links = [...list.querySelectorAll("a")];
    if (event.key === "/" && !typing) {
        event.preventDefault();
        box.focus();
    } else if (event.key === "Escape") {
        list.hidden = true;
        box.blur();
    } else if (typing && event.key === "Enter" && links.length) {
        location.href = links[0].href;
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && links.length && !list.hidden) {
        event.preventDefault();
        const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
        (links[next] ?? box).focus();
    }
});
document.addEventListener("click", (event) => {
    if (!event.target.closest("search")) list.hidden = true;
});
// A link may carry a search: index.html?q=dict.
const asked = new URLSearchParams(location.search).get("q");
if (asked) {
    box.value = asked;
    show();
}
