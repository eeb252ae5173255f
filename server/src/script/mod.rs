//! Scripts: responses to send one after the other, written as lines or as JSON.

mod check;
mod json;
mod duration;
mod line;
mod mistake;
mod queue;
mod tokens;

pub(crate) use check::check;
pub(crate) use duration::{LONGEST, time};
pub(crate) use json::{answer as from_json, mistake};
pub(crate) use line::answer as from_line;
pub(crate) use mistake::Mistake;
pub use mistake::{Place, ScriptError};
pub(crate) use queue::Queue;

use crate::Answer;
use errspec_spec::model::Contract;

/// Parses a script and checks it against a contract.
///
/// A script has one response per line. Empty lines are skipped, and so is everything after a `#`:
///
/// ```text
/// 429 Retry-After:1            # a status and headers (`-Name` omits a declared header)
/// 500 code=INTERNAL_ERROR x2   # a code, twice; `forever` repeats it without end
/// 403 body=structured /detail/message="Not yours"     # a body, and values at JSON Pointers
/// 502 text="<h1>Bad Gateway</h1>"                     # or json={"a": 1}, or empty
/// slow 200ms                   # the response without a script, after a delay
/// 200 truncate 20              # truncated after 20 bytes of the body; also trickle 5ms
/// reset                        # or close, or garbage
/// pass                         # the response without a script
/// ```
///
/// A script may also be JSON: a list of such lines, or of objects with the keys `status`, `headers`, `code`, `catalog`, `body`, `values`,
/// `json`, `text`, `empty`, `slow`, `then` and `times`. An object may set only one body.
///
/// # Errors
/// Returns the first error, its location, and what to write instead.
pub fn parse(contract: &Contract, text: &str) -> Result<Vec<Answer>, ScriptError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with(['[', '{']) {
        return json::script(contract, text);
    }
    let mut answers = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let place = Place::Line(number + 1);
        let answer = line::answer(line).map_err(|mistake| mistake.at(place))?;
        let Some(answer) = answer else { continue };
        check(contract, &answer).map_err(|mistake| mistake.at(place))?;
        answers.push(answer);
    }
    Ok(answers)
}
