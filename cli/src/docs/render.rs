//! The templates.

use crate::ended::Problem;
use crate::terminal::visible;
use errspec_core::text::Xml;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Value};

/// The page as one file, without anything from the network.
pub(super) fn html(view: &serde_json::Value) -> Result<String, Problem> {
    render("page.html", view, &|environment| {
        environment.add_filter("rich", rich);
        environment.add_filter("plain", plain);
        environment.add_global("style", Value::from_safe_string(include_str!("page.css").to_owned()));
        environment.add_global("script", Value::from_safe_string(include_str!("page.js").to_owned()));
    })
}

pub(super) fn markdown(view: &serde_json::Value) -> Result<String, Problem> {
    render("page.md", view, &|environment| environment.add_filter("cell", cell))
}

fn render(template: &str, view: &serde_json::Value, prepare: &dyn Fn(&mut Environment<'_>)) -> Result<String, Problem> {
    let problem = |error: minijinja::Error| Problem(format!("cannot write the page: {error:#}"));
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(problem)?;
    environment.set_syntax(syntax);
    environment.set_auto_escape_callback(|name| if name.ends_with(".html") { AutoEscape::Html } else { AutoEscape::None });
    environment.add_template("page.html", include_str!("page.html")).map_err(problem)?;
    environment.add_template("page.md", include_str!("page.md")).map_err(problem)?;
    prepare(&mut environment);
    let view = Value::from(Serde(shown(view)));
    environment.get_template(template).and_then(|page| page.render(view)).map_err(problem)
}

/// Text from a contract cannot hide or reorder other text.
fn shown(view: &serde_json::Value) -> serde_json::Value {
    match view {
        serde_json::Value::String(text) => visible(text).into(),
        serde_json::Value::Array(items) => items.iter().map(shown).collect(),
        serde_json::Value::Object(object) => object.iter().map(|(key, value)| (key.clone(), shown(value))).collect(),
        other => other.clone(),
    }
}

/// Text in which backticks mark code.
fn rich(text: &Value) -> Value {
    if matches!(text.kind(), ValueKind::Undefined | ValueKind::None) {
        return Value::from("");
    }
    let text = text.to_string();
    let mut html = String::with_capacity(text.len());
    let parts: Vec<&str> = text.split('`').collect();
    for (at, part) in parts.iter().enumerate() {
        // A backtick without a partner is a backtick.
        match (at % 2 == 1, at + 1 == parts.len()) {
            (true, false) => html += &format!("<code>{}</code>", Xml(part)),
            (true, true) => html += &format!("`{}", Xml(part)),
            (false, _) => html += &Xml(part).to_string(),
        }
    }
    Value::from_safe_string(html)
}

/// Text in an element. Quotes are not escaped, because a response contains many of them.
fn plain(text: &Value) -> Value {
    Value::from_safe_string(text.to_string().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

/// Text in a cell of a Markdown table, or anywhere else in Markdown.
fn cell(text: &Value) -> String {
    if matches!(text.kind(), ValueKind::Undefined | ValueKind::None) {
        return String::new();
    }
    let text = text.to_string().replace(['\n', '\r'], " ");
    text.replace('|', "\\|").replace('<', "&lt;")
}
