//! What a page says of itself: JSON-LD first, then `<meta>` (Open Graph and others), then the elements that readers see.

use super::content::{lines_of, text_of};
use super::{json_ld, letters, one_line};
use crate::read::published;
use dom_query::Document;

/// What is known of an article. Fields that the page does not state are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    /// ISO 8601 once the page is read.
    pub published: Option<String>,
    /// A date that only the page's wording states (“Date: 14 March 2024”).
    pub stated: Option<String>,
    pub url: Option<String>,
    /// Who signs, as far as the elements say so before furniture is taken out.
    pub signed: Vec<String>,
    /// The article's text, where JSON-LD holds it.
    pub body: Option<String>,
}

const TITLE: [&str; 9] = [
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "parsely-title",
    "headline",
    "title",
];
const AUTHOR: [&str; 11] = [
    "citation_author",
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "byline",
    "twitter:data1",
];
const PUBLISHER: [&str; 8] = [
    "og:site_name",
    "citation_publisher",
    "dc.publisher",
    "dcterms.publisher",
    "article:publisher",
    "publisher",
    "application-name",
    "apple-mobile-web-app-title",
];
const PUBLISHED: [&str; 23] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "article.published",
    "cxenseparse:recs:publishtime",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "originalpublicationdate",
    "datecreated",
    "date",
];
/// Between a headline and the name of the site.
const BETWEEN: [&str; 8] = [" | ", " – ", " — ", " - ", " :: ", " · ", " » ", " • "];

/// Reads what is stated in data: to be called before the page is changed.
pub fn read(document: &Document) -> Metadata {
    let mut found = json_ld::read(document);
    found.published = found.published.as_deref().and_then(published::parse);
    let metas = metas(document);
    let all = |keys: &'static [&'static str]| {
        keys.iter()
            .flat_map(|k| metas.iter().filter(move |m| m.0 == *k).map(|m| m.1.as_str()))
    };
    let headline = headline(document);
    if found.publisher.is_none() {
        found.publisher = all(&PUBLISHER).find(|p| !is_address(p)).map(Into::into);
    }
    let shown = document
        .select("head > title")
        .nodes()
        .first()
        .map(|t| one_line(&t.text()))
        .filter(|t| !t.is_empty());
    if found.title.is_none() {
        found.title = all(&TITLE).next().map(Into::into);
    }
    if found.publisher.is_none() {
        // “Headline | Site”, where the page shows the headline itself.
        found.publisher = shown.as_deref().zip(headline.as_deref()).and_then(|(shown, headline)| {
            let rest = shown.strip_prefix(headline)?;
            let name = BETWEEN.iter().find_map(|b| rest.strip_prefix(b))?;
            (!BETWEEN.iter().any(|b| name.contains(b)) && name.split(' ').count() <= 6).then(|| name.trim().to_string())
        });
    }
    found.title = found
        .title
        .or_else(|| headline.clone())
        .or_else(|| shown.map(|t| without_site(&t, None)))
        .map(|t| without_site(&t, found.publisher.as_deref()));
    // Some data cuts long headlines off.
    if let (Some(title), Some(headline)) = (&found.title, headline)
        && let Some(head) = title.strip_suffix('…').or_else(|| title.strip_suffix("..."))
        && letters(&headline).starts_with(&letters(head))
    {
        found.title = Some(headline);
    }
    if found.authors.is_empty() {
        for key in AUTHOR {
            found.authors = metas.iter().filter(|m| m.0 == key).map(|m| m.1.clone()).collect();
            found.authors = names(&found.authors, found.publisher.as_deref());
            if !found.authors.is_empty() {
                break;
            }
        }
    } else {
        found.authors = names(&found.authors, found.publisher.as_deref());
    }
    found.published = found.published.or_else(|| all(&PUBLISHED).find_map(published::parse));
    let link = document
        .select("link[rel~=canonical]")
        .nodes()
        .first()
        .and_then(|l| l.attr("href"))
        .map(|h| h.trim().to_string());
    let urls = [link, metas.iter().find(|m| m.0 == "og:url").map(|m| m.1.clone()), found.url.take()];
    found.url = urls.into_iter().flatten().find(|u| is_address(u));
    // Some pages sign at the foot of the article, among its links.
    found.signed = shown_authors(document, &SIGNED, found.publisher.as_deref());
    found.signed.truncate(1);
    found
}

impl Metadata {
    /// Adds what only the elements show, once the page's furniture is gone.
    pub fn complete(&mut self, document: &Document) {
        if self.published.is_none() {
            self.published = shown_date(document);
        }
        if self.published.is_none() {
            self.stated = document.body().and_then(|b| published::in_text(&lines_of(&b)));
        }
        if self.authors.is_empty() {
            self.authors = shown_authors(document, &AUTHORS, self.publisher.as_deref());
        }
        if self.authors.is_empty() {
            self.authors = std::mem::take(&mut self.signed);
        }
    }
}

/// Name (in lower case) and content of each `<meta>`.
fn metas(document: &Document) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for meta in document.select("meta[content]").nodes() {
        let content = one_line(&meta.attr_or("content", ""));
        if content.is_empty() {
            continue;
        }
        for key in ["property", "name", "itemprop"] {
            if let Some(name) = meta.attr(key) {
                // “DC.date.issued”, “dc:date” and “DC.Date” are the same.
                let name = name.trim().to_ascii_lowercase();
                let name = name.strip_prefix("dc:").map_or(name.clone(), |n| format!("dc.{n}"));
                out.push((name.replace("dcterms:", "dcterms."), content.clone()));
            }
        }
    }
    out
}

/// The one headline that the page shows.
fn headline(document: &Document) -> Option<String> {
    for selector in ["[itemprop~=headline]", "article h1", "main h1", "h1"] {
        let found = document.select(selector);
        let texts: Vec<String> = found
            .nodes()
            .iter()
            .filter(|n| !n.has_name("meta"))
            .map(text_of)
            .filter(|t| !t.is_empty())
            .collect();
        if let [text] = texts.as_slice() {
            return Some(text.clone());
        }
    }
    None
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The title without the name of the site; where that is not known, without a short part at the end.
fn without_site(title: &str, site: Option<&str>) -> String {
    for between in BETWEEN {
        let Some(site) = site else {
            if let Some((head, tail)) = title.rsplit_once(between)
                && tail.split(' ').count() <= 4
                && head.split(' ').count() >= 4
            {
                return head.trim().to_string();
            }
            continue;
        };
        let site = letters(site);
        if site.is_empty() {
            continue;
        }
        if let Some((head, tail)) = title.rsplit_once(between)
            && letters(tail) == site
        {
            return head.trim().to_string();
        }
        if let Some((head, tail)) = title.split_once(between)
            && letters(head) == site
        {
            return tail.trim().to_string();
        }
    }
    title.to_string()
}

/// Names of people (or desks) from what pages write: “By Dana Rahim and Omar Hadi, Reuters”.
fn names(list: &[String], publisher: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for entry in list {
        let entry = one_line(entry);
        let entry = ["By ", "by ", "BY ", "By: ", "Written by ", "Author: ", "Story by "]
            .iter()
            .find_map(|p| entry.strip_prefix(p))
            .unwrap_or(&entry)
            .to_string();
        if is_address(&entry) {
            continue;
        }
        let mut parts: Vec<&str> = entry
            .split([';', '|'])
            .flat_map(|p| p.split(" and "))
            .flat_map(|p| p.split(" & "))
            .map(str::trim)
            .collect();
        // Between commas stand more names, or what the one is.
        if entry.contains(',') {
            parts = parts.into_iter().flat_map(|p| p.split(',')).map(str::trim).collect();
            let people = parts.iter().filter(|p| is_name(p)).count();
            if people < parts.len() {
                parts.truncate(1);
            }
        }
        for name in parts {
            let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '·' | '•' | '-' | '–'));
            let lower = name.to_lowercase();
            let nobody = matches!(
                lower.as_str(),
                "" | "admin" | "administrator" | "editor" | "webmaster" | "super user" | "superuser" | "guest" | "null" | "unknown"
            ) || name.starts_with('@')
                || name.contains("://")
                || name.len() > 80
                || publisher.is_some_and(|p| letters(p) == letters(name))
                || published::parse(name).is_some();
            if !nobody && !out.iter().any(|n| n == name) {
                out.push(name.to_string());
            }
        }
    }
    out
}

/// Two to five words with capitals.
fn is_name(text: &str) -> bool {
    let words = text.split(' ').count();
    (2..=5).contains(&words)
        && text.split(' ').all(|w| {
            w.starts_with(char::is_uppercase)
                || w.starts_with("al-")
                || matches!(w, "al" | "bin" | "van" | "von" | "de" | "der" | "el" | "ibn" | "da")
        })
}

fn shown_date(document: &Document) -> Option<String> {
    const DATED: [&str; 10] = [
        "[itemprop~=datePublished]",
        "[property~='schema:datePublished'], [property~='dc:date'], [property~='schema:dateCreated']",
        "time[pubdate]",
        "time.published, time.entry-date, time.post-date, .published time, .posted-on time",
        "header time, article time, main time",
        "time",
        "abbr.published, .entry-date, .post-date, .published, .date-published, .article-date, .article__date, .publish-date",
        ".date-header, .post-meta, .entry-meta, .byline, .submitted, .dateline, .timestamp, .article-meta, .meta",
        ".date, .field--name-created, .created, .article-info",
        "header p, article p.date",
    ];
    for selector in DATED {
        for node in document.select(selector).nodes().iter().take(12) {
            let names = format!("{} {}", node.attr_or("class", ""), node.attr_or("itemprop", "")).to_ascii_lowercase();
            if names.contains("updated") && !names.contains("published") || names.contains("modified") {
                continue;
            }
            let data = ["datetime", "content", "title"]
                .iter()
                .filter_map(|a| node.attr(a))
                .find_map(|v| published::parse(&v));
            let date = data.or_else(|| {
                let text = text_of(node);
                if text.len() > 160 {
                    return None;
                }
                published::parse(&text).or_else(|| published::in_text(&text))
            });
            if date.is_some() {
                return date;
            }
        }
    }
    None
}

/// Where pages show who wrote the article, the surest first.
const AUTHORS: [&str; 9] = [
    "[itemprop~=author] [itemprop~=name]",
    "[itemprop~=author]",
    "a[rel~=author], [property~='schema:author']",
    ".byline a, .byline .author, .author .fn, .vcard .fn",
    ".author-name, .author__name, .authorName, .c-byline__author",
    ".byline, .article-byline, .article__byline, .post-byline, .entry-author, .post-author",
    "[class*=submitted] .username, .createdby, .author",
    "p.by, span.by, address",
    "header p, header span, header div",
];
const SIGNED: [&str; 3] = [
    "[itemprop~=author] [itemprop~=name]",
    ".post-author .fn, .author .fn",
    "[class*=submitted] .username",
];

fn shown_authors(document: &Document, selectors: &[&str], publisher: Option<&str>) -> Vec<String> {
    for selector in selectors {
        // What stands in a page's header is an author only where it says so.
        let last = selector.starts_with("header");
        let texts: Vec<String> = document
            .select(selector)
            .nodes()
            .iter()
            .take(12)
            .map(text_of)
            .map(|t| {
                [" | ", " • ", " · "]
                    .iter()
                    .filter_map(|b| t.find(b))
                    .min()
                    .map_or(t.clone(), |at| t[..at].to_string())
            })
            .filter(|t| t.len() <= 120 && (!last || t.starts_with("By ") || t.starts_with("Written by ")))
            .collect();
        let found: Vec<String> = names(&texts, publisher)
            .into_iter()
            .filter(|n| n.len() <= 60 && !n.ends_with('.'))
            .take(8)
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_pages_write_them() {
        let of = |text: &str| names(&[text.to_string()], Some("The Herald"));
        assert_eq!(of("By Dana Rahim and Omar al-Hadi"), ["Dana Rahim", "Omar al-Hadi"]);
        assert_eq!(of("Dana Rahim, Omar Hadi"), ["Dana Rahim", "Omar Hadi"]);
        assert_eq!(of("Dana Rahim, senior fellow"), ["Dana Rahim"]);
        assert_eq!(of("Dana Rahim; Omar Hadi | @dana"), ["Dana Rahim", "Omar Hadi"]);
        assert!(of("admin").is_empty() && of("The Herald").is_empty() && of("https://example.org/dana").is_empty());
        assert_eq!(of("Staff Reporter"), ["Staff Reporter"]);
    }

    #[test]
    fn titles_without_the_site() {
        assert_eq!(
            without_site("Two hurt in the north | The Herald", Some("The Herald")),
            "Two hurt in the north"
        );
        assert_eq!(without_site("The Herald – Two hurt", Some("the herald")), "Two hurt");
        assert_eq!(
            without_site("Two hurt - again - in the north", Some("Herald")),
            "Two hurt - again - in the north"
        );
        assert_eq!(
            without_site("Two men hurt in the north - Herald", None),
            "Two men hurt in the north"
        );
    }
}
