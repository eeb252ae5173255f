//! A response written as a line.

use super::Mistake;
use super::duration::duration;
use super::tokens::words;
use crate::http::is_token;
use crate::{Answer, Body, Then};
use errspec_spec::diag::closest;
use serde_json::Value;
use std::time::Duration;

/// All words with a fixed meaning.
const WORDS: [&str; 10] = ["pass", "reset", "close", "garbage", "truncate", "trickle", "slow", "empty", "forever", "json=…"];

/// The default pause of `trickle`.
const PAUSE: Duration = Duration::from_millis(5);

/// The response of a line; `None` for an empty line.
pub(crate) fn answer(line: &str) -> Result<Option<Answer>, Mistake> {
    let words = words(line)?;
    if words.is_empty() {
        return Ok(None);
    }
    let mut answer = Answer::new();
    let mut words = words.iter().map(String::as_str).peekable();
    while let Some(word) = words.next() {
        answer = match word {
            "pass" => answer,
            "reset" => answer.then(Then::Reset),
            "close" => answer.then(Then::Close),
            "garbage" => answer.then(Then::Garbage),
            "empty" => answer.body(Body::Empty),
            "forever" => answer.forever(),
            "truncate" => answer.truncated(bytes(words.next())?),
            "slow" => answer.slow(duration(words.next().unwrap_or(""))?),
            "trickle" => match words.next_if(|next| next.starts_with(|c: char| c.is_ascii_digit())) {
                Some(pause) => answer.then(Then::Trickle(duration(pause)?)),
                None => answer.then(Then::Trickle(PAUSE)),
            },
            _ => other(answer, word)?,
        };
    }
    Ok(Some(answer))
}

/// Statuses, counts, headers and `key=value`.
fn other(answer: Answer, word: &str) -> Result<Answer, Mistake> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(answer.status(status(word)?));
    }
    if let Some(times) = word.strip_prefix('x').and_then(|digits| digits.parse().ok()) {
        return Ok(answer.times(times));
    }
    if let Some(name) = word.strip_prefix('-').filter(|name| is_token(name)) {
        return Ok(answer.without_header(name));
    }
    let (key, value) = word.split_once('=').unwrap_or((word, ""));
    if word.contains('=') && !key.contains(':') {
        return match key {
            "code" => Ok(answer.code(value)),
            "catalog" => Ok(answer.declared(|declared| declared.catalog = Some(value.to_owned()))),
            "body" => Ok(answer.shape(value)),
            "text" => Ok(answer.body(Body::Text(value.to_owned()))),
            "json" => json(value).map(|value| answer.body(Body::Json(value))),
            _ if key.starts_with('/') => Ok(answer.value(key, loose(value))),
            _ => Err(unknown(
                key,
                &["code", "catalog", "body", "text", "json"],
                "a value at a JSON Pointer, `/error/message=\"…\"`",
            )),
        };
    }
    match word.split_once(':') {
        Some((name, value)) => Ok(answer.header(name, value.trim())),
        None => Err(unknown(word, &WORDS, "a status, `429`, or a header, `Retry-After:1`")),
    }
}

fn unknown(word: &str, known: &[&str], else_write: &str) -> Mistake {
    let instead = match closest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}, or {else_write}", known.join(", ")),
    };
    Mistake(format!("unknown word `{word}`"), instead)
}

/// A status that a response may have.
fn status(text: &str) -> Result<u16, Mistake> {
    let status = text.parse().ok().filter(|_| text.len() == 3).filter(|status: &u16| (200..=999).contains(status));
    status.ok_or_else(|| {
        Mistake(format!("`{text}` is not a status of a response"), "write a number from 200 to 999, such as `429`".into())
    })
}

fn bytes(text: Option<&str>) -> Result<usize, Mistake> {
    let text = text.unwrap_or("");
    text.parse().map_err(|_| {
        Mistake(format!("`truncate {text}` has no number of bytes"), "write a number of bytes: `truncate 20`".into())
    })
}

fn json(text: &str) -> Result<Value, Mistake> {
    serde_json::from_str(text).map_err(|error| {
        Mistake(format!("invalid JSON: {error}"), r#"write it at the end of the line: `json={"a": 1}`"#.into())
    })
}

/// The value as JSON, or as text if it is not JSON.
fn loose(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
}
