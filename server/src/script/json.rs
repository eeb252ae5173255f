//! Responses written as JSON.

use super::duration::time;
use super::line::answer as from_line;
use super::{Mistake, Place, ScriptError, check};
use crate::answer::Declared;
use crate::{Answer, Body, Then};
use errspec_spec::diag::closest;
use errspec_spec::model::Contract;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use std::time::Duration;

/// A list of responses, or a single one.
pub(super) fn script(contract: &Contract, text: &str) -> Result<Vec<Answer>, ScriptError> {
    let whole: Value = serde_json::from_str(text).map_err(|error| {
        let problem = format!("invalid JSON: {error}");
        let place = if error.line() > 0 { Place::Line(error.line()) } else { Place::Whole };
        Mistake(problem, "write a list such as `[\"429 Retry-After:1\", {\"status\": 500}]`, or one response per line".into())
            .at(place)
    })?;
    let items = match whole {
        Value::Array(items) => items,
        one => vec![one],
    };
    let mut answers = Vec::new();
    for (at, item) in items.into_iter().enumerate() {
        let place = Place::Answer(at + 1);
        let Some(answer) = answer(item).map_err(|mistake| mistake.at(place))? else { continue };
        check(contract, &answer).map_err(|mistake| mistake.at(place))?;
        answers.push(answer);
    }
    Ok(answers)
}

/// One response: a line, or an object.
pub(crate) fn answer(item: Value) -> Result<Option<Answer>, Mistake> {
    match item {
        Value::String(line) => from_line(&line),
        item => {
            let written = serde_json::from_value::<Written>(item);
            let instead = "write an object such as `{\"status\": 429}`, or a line such as `\"429 Retry-After:1\"`";
            written.map_err(|error| mistake(&error, instead))?.answer().map(Some)
        }
    }
}

/// A response as an object.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a response such as `{\"status\": 429}` or `\"429 Retry-After:1\"`")]
struct Written {
    status: Option<u16>,
    #[serde(default)]
    headers: Map<String, Value>,
    code: Option<String>,
    catalog: Option<String>,
    body: Option<String>,
    #[serde(default)]
    values: Map<String, Value>,
    #[serde(default, deserialize_with = "some")]
    json: Option<Value>,
    text: Option<String>,
    #[serde(default)]
    empty: bool,
    #[serde(default, deserialize_with = "time")]
    slow: Duration,
    #[serde(default)]
    then: Then,
    #[serde(default)]
    times: Times,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "`times` is a number, or `\"forever\"`")]
enum Times {
    So(u32),
    Word(Forever),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Forever {
    Forever,
}

impl Default for Times {
    fn default() -> Self {
        Self::So(1)
    }
}

/// `null` is a value too.
fn some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl Written {
    fn answer(self) -> Result<Answer, Mistake> {
        let declared =
            Declared { code: self.code, catalog: self.catalog, shape: self.body, values: self.values.into_iter().collect() };
        let is_declared = declared != Declared::default();
        let bodies = [
            is_declared.then_some(Body::Declared(declared)),
            self.json.map(Body::Json),
            self.text.map(Body::Text),
            self.empty.then_some(Body::Empty),
        ];
        let mut bodies = bodies.into_iter().flatten();
        let mut answer = bodies.next().map_or_else(Answer::new, |body| Answer::new().body(body));
        if bodies.next().is_some() {
            let instead = "write one of `json`, `text` and `empty`, or use `code`, `body` and `values` for a body of the \
                contract";
            return Err(Mistake("the response has two bodies".into(), instead.into()));
        }
        if let Some(status) = self.status {
            answer = answer.status(status);
        }
        for (name, value) in self.headers {
            answer = match &value {
                Value::Null => answer.without_header(name),
                Value::String(text) => answer.header(name, text),
                Value::Number(number) => answer.header(name, number.to_string()),
                _ => {
                    let instead = "write a string, a number, or null to omit the header";
                    return Err(Mistake(format!("the value of `{name}` has the wrong type"), instead.into()));
                }
            };
        }
        answer = answer.slow(self.slow).then(self.then);
        Ok(match self.times {
            Times::So(times) => answer.times(times),
            Times::Word(Forever::Forever) => answer.forever(),
        })
    }
}

/// What is wrong with an object, and what to write instead: for an unknown word, the closest known one.
pub(crate) fn mistake(error: &serde_json::Error, instead: &str) -> Mistake {
    let problem = error.to_string();
    let instead = match problem.strip_prefix("unknown ").and(problem.split_once(", expected ")) {
        Some((unknown, known)) => {
            let wrong = unknown.split('`').nth(1).unwrap_or("");
            let near = closest(wrong, known.split('`').skip(1).step_by(2));
            near.map_or_else(|| format!("write {known}"), |near| format!("did you mean `{near}`?"))
        }
        None => instead.to_owned(),
    };
    Mistake(problem, instead)
}
