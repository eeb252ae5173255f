//! The schedule of retries, as a table and as a plot.

use crate::simulate::schedules;
use errspec_spec::model::Contract;
use errspec_spec::syntax::parse_duration;
use serde_json::{Value, json};
use std::fmt::Write;

/// The schedules of a contract: that of the policy, and those of entries with limits of their own. Classes with the same delays share one.
pub(super) fn of(contract: &'static Contract) -> Vec<Value> {
    let mut shown: Vec<Value> = Vec::new();
    for schedule in schedules(contract) {
        let alike = |other: &&mut Value| ["own", "waits", "attempts"].iter().all(|key| other[*key] == schedule[*key]);
        match shown.iter_mut().find(alike).filter(|_| schedule["own"] == false) {
            Some(other) => {
                other["classes"].as_array_mut().into_iter().for_each(|classes| classes.push(schedule["class"].clone()))
            }
            None => shown.push(self::schedule(&schedule)),
        }
    }
    shown
}

fn schedule(schedule: &Value) -> Value {
    let waits: Vec<Wait> = schedule["waits"].as_array().into_iter().flatten().map(Wait::of).collect();
    let rows: Vec<Value> = waits.iter().zip(1..).map(|(wait, retry)| wait.row(retry)).collect();
    let plot = (!waits.is_empty()).then(|| plot(&waits));
    json!({
        "classes": [schedule["class"]], "own": schedule["own"], "waits": schedule["waits"], "entries": schedule["entries"],
        "attempts": schedule["attempts"], "rows": rows, "plot": plot,
        "total": range(seconds(&schedule["total"]["least"]), seconds(&schedule["total"]["most"])),
    })
}

/// The delay before a retry, in seconds.
struct Wait {
    plain: f64,
    least: f64,
    most: f64,
}

impl Wait {
    fn of(wait: &Value) -> Self {
        Self { plain: seconds(&wait["before_jitter"]), least: seconds(&wait["least"]), most: seconds(&wait["most"]) }
    }

    fn row(&self, retry: u32) -> Value {
        json!({ "retry": retry, "plain": spoken(self.plain), "range": range(self.least, self.most) })
    }
}

fn seconds(text: &Value) -> f64 {
    text.as_str().and_then(parse_duration).map_or(0.0, |duration| duration.as_secs_f64())
}

fn range(least: f64, most: f64) -> String {
    if spoken(least) == spoken(most) { spoken(least) } else { format!("{} to {}", spoken(least), spoken(most)) }
}

/// The time that a text such as `90s` stands for; `None` if it stands for none.
pub(super) fn spoken_text(text: &Value) -> Option<String> {
    text.as_str().and_then(parse_duration).map(|duration| spoken(duration.as_secs_f64()))
}

/// `250 ms`, `1.5 s`, `2 min`.
fn spoken(seconds: f64) -> String {
    let (value, unit) = match seconds {
        0.0 => (0.0, "s"),
        ..1.0 => (seconds * 1e3, "ms"),
        ..120.0 => (seconds, "s"),
        ..7200.0 => (seconds / 60.0, "min"),
        _ => (seconds / 3600.0, "h"),
    };
    let text = format!("{value:.2}");
    format!("{} {unit}", text.trim_end_matches('0').trim_end_matches('.'))
}

/// At most this many retries are drawn, because later delays hardly change.
const MOST: usize = 12;
const WIDTH: f64 = 640.0;
const LEFT: f64 = 64.0;
const ROW: f64 = 26.0;

/// One row per retry: a bar up to the shortest delay, a lighter one up to the longest, and a mark at the delay without jitter.
fn plot(waits: &[Wait]) -> String {
    let shown = waits.get(..MOST).unwrap_or(waits);
    let longest = shown.iter().map(|wait| wait.most.max(wait.plain)).fold(f64::MIN_POSITIVE, f64::max);
    let room = WIDTH - LEFT - 130.0;
    let x = |seconds: f64| LEFT + seconds / longest * room;
    let height = shown.len() as f64 * ROW + 8.0;
    let mut rows = String::new();
    for (wait, at) in shown.iter().zip(0..) {
        let y = f64::from(at) * ROW + 8.0;
        let (from, to, mark) = (x(wait.least), x(wait.most), x(wait.plain));
        let label = range(wait.least, wait.most);
        let _ = write!(
            rows,
            "<text x=\"0\" y=\"{:.0}\">retry {}</text><rect class=\"least\" x=\"{LEFT}\" y=\"{y:.0}\" width=\"{:.1}\" height=\"18\"/>\
             <rect class=\"range\" x=\"{from:.1}\" y=\"{y:.0}\" width=\"{:.1}\" height=\"18\"/>\
             <rect class=\"plain\" x=\"{:.1}\" y=\"{y:.0}\" width=\"2\" height=\"18\"/>\
             <text class=\"value\" x=\"{:.1}\" y=\"{:.0}\">{label}</text>",
            y + 13.0,
            at + 1,
            from - LEFT,
            to - from,
            mark - 1.0,
            to.max(mark) + 8.0,
            y + 13.0,
        );
    }
    format!(
        "<svg class=\"plot\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"The wait before each retry\">{rows}</svg>"
    )
}
