//! What a page's JSON-LD says of its article: one object, a list, or a graph whose parts name each other by `@id`.

use super::metadata::Metadata;
use super::one_line;
use dom_query::Document;
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Types of schema.org that are an article, and those that are only the page around one.
const ARTICLES: [&str; 17] = [
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "Report",
    "ScholarlyArticle",
    "TechArticle",
    "AdvertiserContentArticle",
    "PressRelease",
];
const PAGES: [&str; 5] = ["WebPage", "ItemPage", "CreativeWork", "MediaObject", "CollectionPage"];
/// Deepest that lists and graphs are looked through.
const DEPTH: usize = 6;

/// Reads all blocks of JSON-LD of the page.
pub fn read(document: &Document) -> Metadata {
    let mut roots = Vec::new();
    for script in document.select("script[type]").nodes() {
        let kind = script.attr("type").unwrap_or_default().to_ascii_lowercase();
        if kind.trim().starts_with("application/ld+json") {
            roots.extend(parse(&script.text()));
        }
    }
    let mut objects = Vec::new();
    for root in &roots {
        collect(root, &mut objects, 0);
    }
    let graph = Graph { objects };
    let of_type = |types: &[&str]| graph.objects.iter().copied().find(|o| is_a(o, types));
    let article = of_type(&ARTICLES);
    let mut found = article.or_else(|| of_type(&PAGES)).map(|o| graph.metadata(o)).unwrap_or_default();
    if article.is_some()
        && let Some(page) = of_type(&PAGES)
    {
        // Plug-ins leave to the page what they do not say of the article.
        let page = graph.metadata(page);
        found.published = found.published.or(page.published);
        found.url = found.url.or(page.url);
        if found.authors.is_empty() {
            found.authors = page.authors;
        }
        found.publisher = found.publisher.or(page.publisher);
    }
    if found.publisher.is_none() {
        found.publisher = of_type(&["WebSite", "NewsMediaOrganization"]).and_then(|o| graph.name(&Value::Object(o.clone())));
    }
    found
}

/// JSON as pages have it: within comments, with line ends in strings and a comma too many.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim();
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let from = text.find(['{', '['])?;
    let to = text.rfind(['}', ']'])?;
    let text = text.get(from..=to)?;
    let mut mended = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        if quoted {
            mended.push(if c.is_control() { ' ' } else { c });
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        quoted = c == '"';
        let trailing = c == ',' && text[at + 1..].trim_start().starts_with(['}', ']']);
        if !trailing {
            mended.push(c);
        }
    }
    serde_json::from_str(&mended).ok()
}

fn collect<'a>(value: &'a Value, objects: &mut Vec<&'a Object>, depth: usize) {
    if depth > DEPTH {
        return;
    }
    match value {
        Value::Array(list) => list.iter().for_each(|v| collect(v, objects, depth + 1)),
        Value::Object(object) => {
            objects.push(object);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    collect(inner, objects, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn is_a(object: &Object, types: &[&str]) -> bool {
    let short = |t: &str| types.contains(&t.rsplit(['/', ':', '#']).next().unwrap_or(t));
    match object.get("@type") {
        Some(Value::String(t)) => short(t),
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).any(short),
        _ => false,
    }
}

struct Graph<'a> {
    objects: Vec<&'a Object>,
}

impl Graph<'_> {
    fn metadata(&self, object: &Object) -> Metadata {
        let text = |keys: &[&str]| keys.iter().find_map(|k| first_text(object.get(*k)?));
        let url = text(&["url"]).or_else(|| match object.get("mainEntityOfPage")? {
            Value::String(url) => Some(url.clone()),
            Value::Object(page) => first_text(page.get("@id").or_else(|| page.get("url"))?),
            _ => None,
        });
        Metadata {
            title: text(&["headline", "name", "title"]),
            authors: ["author", "creator"]
                .iter()
                .filter_map(|k| object.get(*k))
                .map(|v| self.names(v))
                .find(|n| !n.is_empty())
                .unwrap_or_default(),
            publisher: ["publisher", "sourceOrganization", "isPartOf"]
                .iter()
                .filter_map(|k| object.get(*k))
                .find_map(|v| self.name(v)),
            published: text(&["datePublished", "dateCreated"]),
            url,
            body: text(&["articleBody", "text"]),
            ..Metadata::default()
        }
    }

    fn names(&self, value: &Value) -> Vec<String> {
        match value {
            Value::Array(list) => list.iter().filter_map(|v| self.name(v)).collect(),
            _ => self.name(value).into_iter().collect(),
        }
    }

    /// The name of a person or an organisation, perhaps given elsewhere under its `@id`.
    fn name(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(name) => Some(tidy(name)).filter(|n| !n.is_empty()),
            Value::Array(list) => list.iter().find_map(|v| self.name(v)),
            Value::Object(object) => {
                let own = |o: &Object| o.get("name").or_else(|| o.get("legalName")).and_then(first_text);
                own(object).or_else(|| {
                    let id = object.get("@id")?.as_str()?;
                    self.objects
                        .iter()
                        .find(|o| o.get("@id").and_then(Value::as_str) == Some(id) && o.contains_key("name"))
                        .and_then(|o| own(o))
                })
            }
            _ => None,
        }
    }
}

fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.contains('\n') => Some(text.lines().map(tidy).collect::<Vec<_>>().join("\n")),
        Value::String(text) => Some(tidy(text)),
        Value::Array(list) => list.iter().find_map(first_text),
        Value::Object(object) => first_text(object.get("@value").or_else(|| object.get("@id"))?),
        _ => None,
    }
    .filter(|t| !t.trim().is_empty())
}

/// Without the entities that some systems leave in their strings (“&#8217;”).
fn tidy(text: &str) -> String {
    if text.contains('&') || text.contains('<') {
        return one_line(&Document::fragment(text).text());
    }
    one_line(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> Metadata {
        read(&Document::from(format!(
            "<html><head><script type='application/ld+json'>{json}</script></head></html>"
        )))
    }

    #[test]
    fn reads_objects_lists_and_graphs() {
        let one = of(
            r#"{"@type":"NewsArticle","headline":"Two &#8216;hurt&#8217;","author":{"name":"Dana Rahim"},"datePublished":"2024-03-14","publisher":{"name":"Herald"},"url":"https://example.org/a"}"#,
        );
        assert_eq!(one.title.as_deref(), Some("Two ‘hurt’"));
        assert_eq!(
            (one.authors.as_slice(), one.publisher.as_deref()),
            (&["Dana Rahim".to_string()][..], Some("Herald"))
        );
        let list = of(r#"[{"@type":"BreadcrumbList"},{"@type":["Thing","Report"],"name":"A","author":["B C",{"name":"D E"}],}]"#);
        assert_eq!((list.title.as_deref(), list.authors.len()), (Some("A"), 2));
        let graph = of(
            "<!--\n{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"A - Herald\",\"datePublished\":\"2024-03-14T10:00:00+00:00\"},{\"@type\":\"Article\",\"headline\":\"A\nB\",\"author\":{\"@id\":\"#p\"},\"publisher\":{\"@id\":\"#o\"},\"mainEntityOfPage\":{\"@id\":\"https://example.org/\"}},{\"@id\":\"#p\",\"@type\":\"Person\",\"name\":\"B C\"},{\"@id\":\"#o\",\"name\":\"Herald\"}]}\n-->",
        );
        assert_eq!(
            (graph.title.as_deref(), graph.authors.as_slice()),
            (Some("A B"), &["B C".to_string()][..])
        );
        assert_eq!(
            (graph.publisher.as_deref(), graph.url.as_deref()),
            (Some("Herald"), Some("https://example.org/"))
        );
        assert_eq!(graph.published.as_deref(), Some("2024-03-14T10:00:00+00:00"));
    }

    #[test]
    fn nonsense_is_nothing() {
        for json in [
            "",
            "{",
            "null",
            "[[[[[[[[1]]]]]]]]",
            "{\"@type\":5}",
            "{\"@type\":\"Article\",\"headline\":{}}",
        ] {
            assert_eq!(of(json), Metadata::default(), "{json}");
        }
    }
}
