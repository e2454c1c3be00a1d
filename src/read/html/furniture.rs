//! What a page has around its article, by its elements' own names: menus, notices of cookies, related links, comments, forms. Taken out before the article is looked for.

use dom_query::{Document, NodeId, NodeRef};
use rustc_hash::{FxHashMap, FxHashSet};

/// Words of classes and ids that name furniture.
const NAMES: [&str; 66] = [
    "ad",
    "addthis",
    "addtoany",
    "ads",
    "adslot",
    "advert",
    "advertisement",
    "advertising",
    "backtotop",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "ccpa",
    "commentlist",
    "comments",
    "consent",
    "cookie",
    "cookiebar",
    "cookies",
    "disqus",
    "donate",
    "donation",
    "footer",
    "gdpr",
    "jp-relatedposts",
    "mailchimp",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "onetrust",
    "outbrain",
    "pager",
    "pagination",
    "paywall",
    "popup",
    "print-link",
    "promo",
    "promos",
    "readnext",
    "recirc",
    "recirculation",
    "recommendations",
    "recommended",
    "related",
    "relatedposts",
    "replies",
    "respond",
    "share",
    "sharedaddy",
    "sharing",
    "sidebar",
    "signup",
    "skip-link",
    "social",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "toolbar",
    "trending",
    "widget",
];

/// Such names of two words.
const PHRASES: [&str; 12] = [
    "also-read",
    "also-like",
    "more-from",
    "more-on",
    "more-stories",
    "most-popular",
    "most-read",
    "most-viewed",
    "post-nav",
    "read-more",
    "read-next",
    "screen-reader",
];

/// First words of a line that leads to another page.
const LABELS: [&str; 20] = [
    "also on",
    "also read",
    "click here",
    "don't miss",
    "don’t miss",
    "follow us",
    "listen",
    "more:",
    "more from",
    "more on",
    "read also",
    "read more",
    "read next",
    "read:",
    "recommended",
    "related",
    "see also",
    "share",
    "watch",
    "you may also",
];

/// Whether a line of links says that it leads away.
pub fn is_link_label(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    LABELS
        .iter()
        .any(|label| text.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label)))
}

/// Text that is too long for an ornament.
pub fn long_text(text: &str) -> bool {
    text.len() > 80
}

/// Takes out of the page what is no article. What holds a good part of the page's paragraphs, or its headline, stays whatever its name.
pub fn strip(document: &Document) {
    let Some(body) = document.body() else { return };
    let weights = Weights::of(&body);
    let mut next = Some(body);
    let mut first = true;
    while let Some(node) = next {
        let mut into = true;
        let mut after = None;
        if !std::mem::take(&mut first) && node.is_element() && is_furniture(&node) && !weights.holds_article(&node) {
            after = following(&node, &body);
            node.remove_from_parent();
            into = false;
        }
        next = if into {
            node.first_child().or_else(|| following(&node, &body))
        } else {
            after
        };
    }
}

/// The next node in the order of the page that does not lie below `node`.
fn following<'a>(node: &NodeRef<'a>, root: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut at = *node;
    loop {
        if at.id == root.id {
            return None;
        }
        if let Some(sibling) = at.next_sibling() {
            return Some(sibling);
        }
        at = at.parent()?;
    }
}

/// How much of the page's paragraphs lies below each element.
struct Weights {
    below: FxHashMap<NodeId, usize>,
    headline: FxHashSet<NodeId>,
    all: usize,
}

impl Weights {
    fn of(body: &NodeRef) -> Self {
        let mut weights = Self {
            below: FxHashMap::default(),
            headline: FxHashSet::default(),
            all: 0,
        };
        for node in body.descendants_it() {
            let headline = node.has_name("h1");
            if headline {
                weights.headline.extend(node.ancestors_it(Some(64)).map(|a| a.id));
            }
            let text = node.is_text().then(|| node.text().trim().len()).filter(|n| *n >= 60).unwrap_or(0);
            if text > 0 {
                weights.all += text;
                // Depth is bounded, so that a page of thousands of elements inside each other stays cheap.
                for ancestor in node.ancestors_it(Some(64)) {
                    *weights.below.entry(ancestor.id).or_default() += text;
                }
            }
        }
        weights
    }

    fn holds_article(&self, node: &NodeRef) -> bool {
        let below = self.below.get(&node.id).copied().unwrap_or(0);
        below * 5 > self.all * 2 || self.headline.contains(&node.id)
    }
}

fn is_furniture(node: &NodeRef) -> bool {
    let Some(name) = node.node_name() else { return false };
    match &*name {
        "nav" | "form" | "button" | "dialog" | "amp-consent" | "amp-sidebar" | "amp-ad" | "select" => return true,
        "script" | "style" | "noscript" | "template" | "svg" | "iframe" => return true,
        "html" | "body" | "article" | "main" | "h1" => return false,
        // “— Dana Rahim” below a quotation stands in a footer too.
        "footer" => return !node.ancestors_it(Some(4)).any(|a| a.has_name("blockquote")),
        _ => {}
    }
    let attribute = |key: &str| node.attr(key).map(|v| v.to_ascii_lowercase());
    if node.has_attr("hidden") || attribute("aria-hidden").is_some_and(|v| v == "true") {
        return true;
    }
    if attribute("role").is_some_and(|r| {
        matches!(
            r.as_str(),
            "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog" | "alertdialog" | "menu" | "menubar"
        )
    }) || attribute("style").is_some_and(|s| s.replace(' ', "").contains("display:none"))
    {
        return true;
    }
    let names = format!("{} {}", node.attr("class").unwrap_or_default(), node.attr("id").unwrap_or_default());
    if &*name == "aside" {
        let names = names.to_ascii_lowercase();
        return !["quote", "pull", "fact", "infobox"].iter().any(|n| names.contains(n));
    }
    names_furniture(&names)
}

fn names_furniture(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        let name = dashed(name);
        NAMES.binary_search(&name.as_str()).is_ok()
            || PHRASES.iter().any(|p| name.contains(p))
            || name
                .split('-')
                // “has-sidebar”, “no-comments” tell how the whole page is laid out.
                .scan(false, |laid_out, part| {
                    *laid_out |= matches!(part, "has" | "no" | "with" | "without" | "is");
                    Some(if *laid_out { "" } else { part })
                })
                .any(|part| NAMES.binary_search(&part).is_ok())
    })
}

/// “relatedPosts__List” as “related-posts-list”.
fn dashed(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut lower = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && lower {
            out.push('-');
        }
        lower = c.is_ascii_lowercase();
        match c {
            c if c.is_alphanumeric() => out.push(c.to_ascii_lowercase()),
            _ if !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(NAMES.is_sorted());
    }

    #[test]
    fn tells_furniture_by_its_name() {
        for names in [
            "cookie-notice",
            "relatedPosts",
            "c-share-bar",
            "site__navigation",
            "most-read list",
            "menu",
            "td-post-sharing",
        ] {
            assert!(names_furniture(names), "{names}");
        }
        for names in [
            "entry-content",
            "has-sidebar single-post",
            "no-comments",
            "article-body",
            "shared-border",
            "navy-blue",
            "gradient",
            "",
        ] {
            assert!(!names_furniture(names), "{names}");
        }
    }
}
