//! Answers written as JSON.

use super::line::answer as from_line;
use super::tokens::duration;
use super::{Mistake, Place, ScriptError, check};
use crate::{Answer, Body, Then};
use errspec_spec::diag::closest;
use errspec_spec::model::Contract;
use serde_json::{Map, Value};

/// The keys of an answer.
const KEYS: [&str; 12] =
    ["status", "headers", "code", "catalogue", "body", "values", "json", "text", "empty", "slow", "then", "times"];

/// A list of answers, or a single one.
pub(super) fn script(contract: &Contract, text: &str) -> Result<Vec<Answer>, ScriptError> {
    let whole: Value = serde_json::from_str(text).map_err(|error| {
        let problem = format!("no JSON: {error}");
        let place = if error.line() > 0 { Place::Line(error.line()) } else { Place::Whole };
        Mistake(problem, "write a list such as `[\"429 Retry-After:1\", {\"status\": 500}]`, or one answer per line".into())
            .at(place)
    })?;
    let items = match whole {
        Value::Array(items) => items,
        one => vec![one],
    };
    let mut answers = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let place = Place::Answer(at + 1);
        let Some(answer) = answer(item).map_err(|mistake| mistake.at(place))? else { continue };
        check(contract, &answer).map_err(|mistake| mistake.at(place))?;
        answers.push(answer);
    }
    Ok(answers)
}

/// One answer: a line, or an object.
pub(crate) fn answer(item: &Value) -> Result<Option<Answer>, Mistake> {
    match item {
        Value::String(line) => from_line(line),
        Value::Object(members) => object(members).map(Some),
        _ => Err(expected("an answer", "an object such as `{\"status\": 429}` or a line such as `\"429 Retry-After:1\"`")),
    }
}

fn object(members: &Map<String, Value>) -> Result<Answer, Mistake> {
    let mut answer = Answer::new();
    for (key, value) in members {
        answer = match key.as_str() {
            "status" => answer.status(status(value)?),
            "headers" => headers(answer, value)?,
            "code" => answer.code(text(key, value)?),
            "catalogue" => {
                let name = text(key, value)?.to_owned();
                answer.declared(|declared| declared.catalogue = Some(name))
            }
            "body" => answer.shape(text(key, value)?),
            "values" => {
                let values = value.as_object().ok_or_else(|| expected("`values`", "`{\"message\": \"Not now\"}`"))?;
                values.iter().fold(answer, |answer, (field, value)| answer.value(field, value.clone()))
            }
            "json" => answer.body(Body::Json(value.clone())),
            "text" => answer.body(Body::Text(text(key, value)?.to_owned())),
            "empty" if *value == Value::Bool(true) => answer.body(Body::Empty),
            "slow" => answer.slow(duration(text(key, value)?)?),
            "then" => answer.then(then(value)?),
            "times" => match value {
                Value::String(word) if word == "forever" => answer.forever(),
                _ => answer.times(number(value).ok_or_else(|| expected("`times`", "a number, or `\"forever\"`"))?),
            },
            _ => return Err(unknown(key)),
        };
    }
    Ok(answer)
}

fn unknown(key: &str) -> Mistake {
    let instead = match closest(key, KEYS) {
        Some(near) if near != key => format!("did you mean `{near}`?"),
        _ => format!("the keys are {}; `empty` is `true`", KEYS.join(", ")),
    };
    Mistake(format!("`{key}` is not known here"), instead)
}

fn headers(mut answer: Answer, value: &Value) -> Result<Answer, Mistake> {
    let wrong = || expected("`headers`", "`{\"Retry-After\": \"1\"}`, with null for one that is to be left out");
    for (name, value) in value.as_object().ok_or_else(wrong)? {
        answer = match value {
            Value::Null => answer.without_header(name),
            Value::String(value) => answer.header(name, value),
            Value::Number(value) => answer.header(name, value.to_string()),
            _ => return Err(wrong()),
        };
    }
    Ok(answer)
}

fn then(value: &Value) -> Result<Then, Mistake> {
    let by_word = |word: &str| match word {
        "full" => Some(Then::Full),
        "reset" => Some(Then::Reset),
        "close" => Some(Then::Close),
        "garbage" => Some(Then::Garbage),
        _ => None,
    };
    let wrong = || expected("`then`", "\"reset\", \"close\", \"garbage\", {\"truncate\": 20} or {\"trickle\": \"5ms\"}");
    if let Some(pause) = value.get("trickle").and_then(Value::as_str) {
        return duration(pause).map(Then::Trickle);
    }
    let cut = value.get("truncate").and_then(number).map(|bytes| Then::Truncate(bytes as usize));
    value.as_str().and_then(by_word).or(cut).ok_or_else(wrong)
}

fn status(value: &Value) -> Result<u16, Mistake> {
    let status = number(value).and_then(|status| u16::try_from(status).ok()).filter(|status| (200..=999).contains(status));
    status.ok_or_else(|| expected("`status`", "a number from 200 to 999, such as 429"))
}

fn text<'v>(key: &str, value: &'v Value) -> Result<&'v str, Mistake> {
    value.as_str().ok_or_else(|| expected(&format!("`{key}`"), "a text in quotes"))
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

fn expected(what: &str, instead: &str) -> Mistake {
    Mistake(format!("{what} is something else"), format!("write {instead}"))
}
