"""A page as a strict reader sees it: what is wrong with its markup, and what stands in it."""

import html.parser
import urllib.parse

VOID = {"meta", "link", "img", "br", "hr", "input"}
SHAPES = {"path", "rect", "line", "circle"}  # may close themselves


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.faults, self.open, self.elements, self.words = [], [], [], []
        self.headings, self.captions = [], []
        if not text.startswith("<!doctype html>\n"):
            self.faults.append("no doctype")
        self.feed(text)
        self.close()
        self.faults += [f"<{name}> is not closed" for name in self.open]

    def handle_starttag(self, tag, attributes):
        self.note(tag, attributes)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.note(tag, attributes)
        if tag not in SHAPES | VOID:
            self.faults.append(f"<{tag}/> closes itself")

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> where <{self.open[-1] if self.open else 'nothing'}> is open")
        else:
            self.open.pop()

    def handle_data(self, data):
        if "title" not in self.open or "svg" in self.open:
            self.words.append(data)
        if "<" in data:
            self.words.append(data)

    def note(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(set(names)) != len(names):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.elements.append((tag, dict(attributes), tuple(self.open)))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))

    def handle_comment(self, data):
        self.faults.append("a comment")

    def unknown_decl(self, data):
        self.faults.append(f"<!{data}")

    @property
    def text(self):
        return "".join(self.words)

    def count(self, tag):
        return sum(name == tag for name, _, _ in self.elements)

    def attributes_named(self, attribute):
        return [attributes[attribute] for _, attributes, _ in self.elements if attribute in attributes]

    @property
    def attribute_names(self):
        return [name for _, attributes, _ in self.elements for name in attributes]

    @property
    def language(self):
        return next(attributes.get("lang") for tag, attributes, _ in self.elements if tag == "html")

    @property
    def title(self):
        return self.count("title") > 0

    @property
    def description(self):
        return next((a["content"] for t, a, _ in self.elements if t == "meta" and a.get("name") == "description"), "")

    @property
    def every_link(self):
        return self.attributes_named("href") + self.attributes_named("src")

    @property
    def links(self):
        """Paths on this site, without what stands behind '#'."""
        return sorted({urllib.parse.urldefrag(link)[0] for link in self.every_link if link.startswith("/")} - {""})

    @property
    def skipped_headings(self):
        return [(a, b) for a, b in zip([0, *self.headings], self.headings) if b > a + 1]

    @property
    def tables_without_caption(self):
        return self.count("table") - self.count("caption")

    @property
    def header_cells_without_scope(self):
        return sum(tag == "th" and attributes.get("scope") not in {"col", "row", "rowgroup", "colgroup"} for tag, attributes, _ in self.elements)

    @property
    def doubled_ids(self):
        ids = self.attributes_named("id")
        return sorted({each for each in ids if ids.count(each) > 1})

    @property
    def targets_without_id(self):
        ids = set(self.attributes_named("id"))
        return [link for link in self.attributes_named("href") if link.startswith("#") and link[1:] not in ids]
