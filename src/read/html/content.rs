//! The article's blocks from a page without its furniture: which part of the page is the article (an extractor says), and its elements as blocks of text.

use super::furniture::{is_link_label, long_text};
use super::one_line;
use crate::document::PageRole;
use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};

/// A block: what its element says, and its text.
pub type Block = (PageRole, String);

/// Shortest article that the extractor is trusted with, in bytes of text.
const SHORT: usize = 250;

/// The parts of a page that hold nothing but the article, where the page says so; the first that is there once is taken.
const CONTAINERS: [&str; 8] = [
    "[itemprop~=articleBody]",
    "[property~='schema:articleBody']",
    ".entry-content",
    "main article",
    "article",
    "[role=main]",
    "main",
    "body",
];

/// The blocks of the article. The document is used up.
pub fn read(document: Document) -> Vec<Block> {
    // What the page itself calls its article, for comparison.
    let declared = CONTAINERS.iter().find_map(|selector| {
        let found = document.select(selector);
        let node = *found.nodes().first().filter(|_| found.length() == 1)?;
        let blocks = walk(&node);
        (size(&blocks) > 0 || (*selector == "body" && !blocks.is_empty())).then_some((*selector, blocks))
    });
    let extracted = Readability::with_document(
        document,
        None,
        Some(Config {
            keep_classes: true,
            disable_json_ld: true,
            char_threshold: SHORT,
            text_mode: TextMode::Formatted,
            ..Config::default()
        }),
    )
    .and_then(|mut page| page.parse())
    .map(|article| walk(&Document::fragment(article.content).root()))
    .unwrap_or_default();
    match declared {
        // An extractor drops lists, short paragraphs and quotations at times; what the page declares holds them.
        Some((selector, blocks)) if prefers(&extracted, &blocks, selector) => blocks,
        _ if size(&extracted) == 0 => declared.map(|d| d.1).unwrap_or_default(),
        _ => extracted,
    }
}

/// Whether `declared` is the better article: it holds what the extractor found, and not much beside it.
fn prefers(extracted: &[Block], declared: &[Block], selector: &str) -> bool {
    let (e, d) = (size(extracted), size(declared));
    match selector {
        "body" | "main" | "[role=main]" => e * 2 < d && e < SHORT,
        "article" | "main article" => d >= e && (d <= e * 2 || e < SHORT),
        _ => d * 10 >= e * 8,
    }
}

/// Bytes of running text: blocks that are too short for a sentence do not count.
fn size(blocks: &[Block]) -> usize {
    blocks.iter().map(|b| b.1.len()).filter(|n| *n >= 40).sum()
}

/// What an element is for the text.
enum Element {
    /// Nothing of it is read.
    Skipped,
    /// Part of the line.
    Inline,
    /// A block of its own, with what it says.
    Block(Option<PageRole>),
    LineBreak,
    Cell,
}

fn element(node: &NodeRef, name: &str) -> Element {
    let class = || node.attr("class").map(|c| c.to_ascii_lowercase()).unwrap_or_default();
    match name {
        "script" | "style" | "noscript" | "template" | "iframe" | "svg" | "math" | "button" | "select" | "textarea" | "input" | "form"
        | "nav" | "object" | "video" | "audio" | "canvas" | "head" | "title" | "link" | "meta" => Element::Skipped,
        "h1" => Element::Block(Some(PageRole::Heading(1))),
        "h2" => Element::Block(Some(PageRole::Heading(2))),
        "h3" => Element::Block(Some(PageRole::Heading(3))),
        "h4" | "h5" | "h6" => Element::Block(Some(PageRole::Heading(4))),
        "li" => Element::Block(Some(PageRole::Item)),
        "blockquote" => Element::Block(Some(PageRole::Quote)),
        "figcaption" | "caption" => Element::Block(Some(PageRole::Caption)),
        "p" | "div" | "span" | "dd" | "td" if class().contains("caption") => Element::Block(Some(PageRole::Caption)),
        "p" | "div" if class().contains("pullquote") || class().contains("pull-quote") => Element::Block(Some(PageRole::Quote)),
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "figure" | "ul" | "ol" | "dl" | "dt" | "dd"
        | "table" | "tbody" | "thead" | "tfoot" | "tr" | "pre" | "address" | "details" | "summary" | "hr" | "center" | "fieldset"
        | "body" | "html" | "hgroup" => Element::Block(None),
        "br" => Element::LineBreak,
        "td" | "th" => Element::Cell,
        // The number of a note: “<sup><a href=#n1>1</a></sup>”.
        "sup" if node.first_element_child().is_some_and(|c| c.has_name("a")) && node.text().len() <= 5 => Element::Skipped,
        _ => Element::Inline,
    }
}

/// All text below `root` as blocks, in order. Goes by links between nodes and not by recursion, so that depth does no harm.
fn walk(root: &NodeRef) -> Vec<Block> {
    let mut page = Walk::default();
    let mut next = root.first_child();
    while let Some(node) = next {
        let into = page.enter(&node);
        if into && let Some(child) = node.first_child() {
            next = Some(child);
            continue;
        }
        let mut at = node;
        next = loop {
            page.leave(&at);
            if let Some(sibling) = at.next_sibling() {
                break Some(sibling);
            }
            match at.parent() {
                Some(parent) if parent.id != root.id => at = parent,
                _ => break None,
            }
        };
    }
    page.flush();
    page.finish()
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    /// The text of the block that is open; “\n” stands for a `br`.
    open: String,
    /// Bytes of it that stand in links.
    linked: usize,
    /// Blocks and links around this place.
    around: Vec<(NodeId, Option<PageRole>)>,
    links: Vec<NodeId>,
    /// Preformatted text keeps its line ends.
    verbatim: Option<NodeId>,
}

impl Walk {
    /// Takes a node in; says whether to go on below it.
    fn enter(&mut self, node: &NodeRef) -> bool {
        if node.is_text() {
            self.text(&node.text());
            return false;
        }
        let Some(name) = node.node_name() else {
            return !node.is_comment() && !node.is_doctype();
        };
        match element(node, &name) {
            Element::Skipped => return false,
            Element::Inline => {
                if &*name == "a" {
                    self.links.push(node.id);
                }
            }
            Element::Block(role) => {
                self.flush();
                self.around.push((node.id, role));
                if &*name == "pre" {
                    self.verbatim.get_or_insert(node.id);
                }
            }
            Element::LineBreak => self.open.push('\n'),
            Element::Cell => {
                if !self.open.trim().is_empty() {
                    self.open.push_str(" | ");
                }
            }
        }
        true
    }

    fn leave(&mut self, node: &NodeRef) {
        if self.links.last() == Some(&node.id) {
            self.links.pop();
        }
        if self.around.last().is_some_and(|a| a.0 == node.id) {
            self.flush();
            self.around.pop();
        }
        if self.verbatim == Some(node.id) {
            self.verbatim = None;
        }
    }

    fn text(&mut self, text: &str) {
        let before = self.open.len();
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                if c == '\n' && self.verbatim.is_some() {
                    self.open.push('\n');
                } else if !self.open.is_empty() && !self.open.ends_with([' ', '\n']) {
                    self.open.push(' ');
                }
            } else if !c.is_control() {
                self.open.push(c);
            }
        }
        if !self.links.is_empty() {
            self.linked += self.open.len() - before;
        }
    }

    /// Ends the block that is open.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.open);
        let linked = std::mem::take(&mut self.linked);
        let whole = text.trim();
        if whole.is_empty() {
            return;
        }
        let role = self.around.iter().rev().find_map(|a| a.1).unwrap_or(PageRole::Paragraph);
        let all_linked = linked + 3 >= whole.len();
        let led = linked * 2 > whole.len() && is_link_label(whole);
        if matches!(role, PageRole::Paragraph | PageRole::Item) && (led || (all_linked && whole.contains(' '))) {
            return;
        }
        for line in lines(whole) {
            self.blocks.push((role, line));
        }
    }

    fn finish(mut self) -> Vec<Block> {
        // Headings of what was left out.
        while self.blocks.last().is_some_and(|b| matches!(b.0, PageRole::Heading(_))) && self.blocks.len() > 1 {
            self.blocks.pop();
        }
        self.blocks.retain(|b| b.1.contains(char::is_alphanumeric) || long_text(&b.1));
        self.blocks
    }
}

/// The lines of a block with `br` in it: two of them end a paragraph, one does where the sentence is over.
fn lines(text: &str) -> Vec<String> {
    if !text.contains('\n') {
        return vec![text.trim().to_string()];
    }
    let mut out: Vec<String> = Vec::new();
    let mut apart = true;
    for line in text.split('\n') {
        let line = line.trim();
        if line.is_empty() {
            apart = true;
            continue;
        }
        let goes_on = !apart
            && out.last().is_some_and(|last| {
                !last
                    .trim_end_matches(['"', '”', '’', ')', ']'])
                    .ends_with(['.', '!', '?', '…', ':'])
                    && line.starts_with(char::is_lowercase)
            });
        match out.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.push(' ');
                last.push_str(line);
            }
            None => out.push(line.to_string()),
        }
        apart = false;
    }
    out
}

/// The text of an element in one line.
pub fn text_of(node: &NodeRef) -> String {
    one_line(&walk(node).into_iter().map(|b| b.1).collect::<Vec<_>>().join(" "))
}

/// The text of an element, a block a line.
pub fn lines_of(node: &NodeRef) -> String {
    walk(node).into_iter().map(|b| b.1).collect::<Vec<_>>().join("\n")
}
