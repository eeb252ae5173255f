//! What is shown about the key, word or name under the cursor.

use super::analysis::Analysis;
use super::cursor::cursor;
use super::names::named;
use super::references::Reference;
use super::schema;
use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};
use serde_json::Value;

/// The facts of a name, or the meaning of a key or word.
pub(super) fn hover(analysis: &Analysis, at: usize) -> Option<Hover> {
    let text = named(analysis, at).and_then(|name| facts(analysis, name)).or_else(|| meaning(analysis, at))?;
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text });
    Some(Hover { contents, range: None })
}

/// What the key or the word at an offset means.
fn meaning(analysis: &Analysis, at: usize) -> Option<String> {
    let text = analysis.text();
    let is_word = |character: char| character.is_alphanumeric() || "_-/".contains(character);
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    let start = before
        .rfind(|character| !is_word(character))
        .map_or(0, |end| end + before.get(end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let end = at + after.find(|character| !is_word(character)).unwrap_or(after.len());
    let word = text.get(start..end).filter(|word| !word.is_empty())?;
    let path = cursor(text, start).path;
    let is_key = text.get(end..).is_some_and(|rest| rest.starts_with(':'));
    match is_key {
        true => {
            let path: Vec<String> = path.into_iter().chain([word.to_owned()]).collect();
            Some(format!("**{word}**: {}", schema::key_meaning(&path)?))
        }
        false => {
            let choice = schema::words(&path).into_iter().find(|choice| choice.text == word)?;
            Some(format!("**{word}**: {}", choice.meaning?))
        }
    }
}

/// The resolved facts of a declared entry, each with its source.
fn facts(analysis: &Analysis, name: &Reference) -> Option<String> {
    let declared =
        analysis.references().iter().find(|other| other.declares && other.kind == name.kind && other.name == name.name)?;
    let entry = declared.path.iter().try_fold(analysis.resolved()?, |value, key| value.get(key))?;
    let mut text = format!("**{}**", name.name);
    if let Some(summary) = entry["summary"]["value"].as_str() {
        text += &format!(": {summary}");
    }
    text.push('\n');
    for (key, fact) in entry.as_object()?.iter().filter(|(key, _)| !["summary", "location", "basis"].contains(&key.as_str())) {
        if let Some(line) = line(key, fact) {
            text += &format!("\n- {line}");
        }
    }
    Some(text)
}

/// `category: conflict (group payment, spec.yaml:4:1)`; `None` for values that are neither facts nor words.
fn line(key: &str, fact: &Value) -> Option<String> {
    let word = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Object(members) => members.get("class").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    match fact {
        Value::Object(members) if members.contains_key("via") => {
            let value = word(&fact["value"])?;
            let source = [
                fact["via"].as_str().filter(|via| *via != "own"),
                fact["from"].as_str(),
                fact["basis"].as_str().filter(|basis| *basis != "stated"),
            ];
            let source: Vec<&str> = source.into_iter().flatten().collect();
            Some(format!("{key}: `{value}` ({})", source.join(", ")))
        }
        Value::Array(items) => {
            let values: Vec<String> = items.iter().filter_map(|item| word(item.get("value").unwrap_or(item))).collect();
            (!values.is_empty()).then(|| format!("{key}: `{}`", values.join("`, `")))
        }
        other => Some(format!("{key}: `{}`", word(other)?)),
    }
}
