//! The load as an SVG image: attempts per second over time, with one line for each run. It needs no other files, fonts or scripts.

mod axis;
mod style;

use super::Simulation;
use super::load::{Load, Run};
use super::words::{counted, spoken};
use axis::Axis;
use errspec_core::text::Xml;
use std::fmt::Write;

const WIDTH: u64 = 880;
const LEFT: u64 = 78;
const RIGHT: u64 = 26;
/// The size of the plot itself.
const HEIGHT: u64 = 300;
/// The space above the legend, and the height of its lines.
const HEAD: u64 = 66;
const LINE: u64 = 21;
const FOOT: u64 = 56;

/// The position of the plot, and its axes.
struct Frame {
    top: u64,
    time: Axis,
    rate: Axis,
}

pub(super) fn svg(simulation: &Simulation) -> String {
    let load = &simulation.load;
    let milliseconds = load.width.saturating_mul(load.buckets() as u64);
    let most = load.runs.iter().map(Run::peak).max().unwrap_or(0);
    let frame = Frame {
        top: HEAD + LINE * (load.runs.len() as u64 + 1) + 30,
        time: Axis::time(milliseconds),
        rate: Axis::rate(u128::from(most) * 1_000_000 / u128::from(load.width)),
    };
    let height = frame.top + HEIGHT + FOOT;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"errspec-load\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\">\n"
    );
    let (title, what) = (title(simulation), what(load));
    let _ = writeln!(svg, "<title>{title}</title>\n<desc>{what}</desc>");
    svg += &style::style();
    let _ = writeln!(svg, "<rect class=\"paper\" width=\"{WIDTH}\" height=\"{height}\" rx=\"6\"/>");
    let _ = writeln!(svg, "<text class=\"title\" x=\"{LEFT}\" y=\"32\">{title}</text>");
    let _ = writeln!(svg, "<text class=\"what\" x=\"{LEFT}\" y=\"52\">{what}</text>");
    svg += &legend(load);
    svg += &frame.outage(load);
    svg += &frame.grid(load);
    // The contract as written is drawn last, on top of the alternatives.
    for run in load.runs.iter().rev() {
        let _ = writeln!(svg, "<path class=\"line {}\" d=\"{}\"/>", run.name, frame.path(run, load));
    }
    svg + "</svg>\n"
}

fn title(simulation: &Simulation) -> String {
    let crowd = &simulation.load.crowd;
    let clients = counted(crowd.clients.into(), "client");
    let mut titles: Vec<&str> = simulation.sides.iter().map(|side| side.title).collect();
    titles.dedup();
    let title = titles.join(" and ");
    xml(&format!("{title}: {clients}, a server that fails for {}", spoken(crowd.outage)))
}

fn what(load: &Load) -> String {
    let calls = match load.crowd.evenly {
        true => "calls are spread evenly over the outage".to_owned(),
        false => format!("the {} in progress at 0 s not drawn", counted(load.crowd.clients.into(), "call")),
    };
    let answer = &load.answer;
    xml(&format!(
        "Attempts per second in buckets of {}; the server returns {answer}; {calls}; seed {}",
        spoken(load.bucket()),
        load.crowd.seed
    ))
}

fn legend(load: &Load) -> String {
    let line = |at: usize, class: &str, label: &str, numbers: &str| {
        let y = HEAD + LINE * at as u64 + 12;
        let (from, to, text) = (LEFT, LEFT + 34, LEFT + 44);
        format!(
            "<path class=\"{class}\" d=\"M{from} {}H{to}\"/>\n\
             <text x=\"{text}\" y=\"{y}\">{} <tspan class=\"muted\">· {numbers}</tspan></text>\n",
            y - 4,
            Xml(label)
        )
    };
    let mut svg = String::new();
    for (at, run) in load.runs.iter().enumerate() {
        let ended = match run.tally.failed() {
            0 => "all succeeded".to_owned(),
            gave_up => format!("{} succeeded, {gave_up} gave up", run.tally.succeeded),
        };
        let numbers = format!("{}, peak {}/s, {ended}", counted(load.extra(run), "extra call"), load.rate(run.peak()));
        svg += &line(at, &format!("line {}", run.name), &run.label, &numbers);
    }
    let rate = format!("{}/s, one call of each client in {}", load.healthy_rate(), spoken(load.crowd.outage));
    svg + &line(load.runs.len(), "healthy", "healthy rate", &rate)
}

impl Frame {
    const fn bottom(&self) -> u64 {
        self.top + HEIGHT
    }

    /// Tenths of a pixel from the left.
    fn x(&self, milliseconds: u128) -> u64 {
        LEFT * 10 + self.time.place(milliseconds, (WIDTH - LEFT - RIGHT) * 10)
    }

    /// Tenths of a pixel from the top; a rate in thousandths.
    fn y(&self, rate: u128) -> u64 {
        self.bottom() * 10 - self.rate.place(rate, HEIGHT * 10)
    }

    /// The time during which the server fails, as far as the plot extends.
    fn outage(&self, load: &Load) -> String {
        let end = self.x(load.crowd.outage.as_millis());
        let (left, width) = (tenths(LEFT * 10), tenths(end - LEFT * 10));
        let (top, label) = (self.top, self.top - 7);
        format!(
            "<rect class=\"outage\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{HEIGHT}\"/>\n\
             <text class=\"muted\" x=\"{LEFT}\" y=\"{label}\">the server fails until {}</text>\n",
            spoken(load.crowd.outage)
        )
    }

    fn grid(&self, load: &Load) -> String {
        let (right, bottom) = (WIDTH - RIGHT, self.bottom());
        let mut svg = String::new();
        for (rate, label) in self.rate.ticks() {
            let y = self.y(rate);
            let _ = writeln!(svg, "<path class=\"grid\" d=\"M{LEFT} {}H{right}\"/>", tenths(y));
            let _ = writeln!(svg, "<text class=\"tick end\" x=\"{}\" y=\"{}\">{label}</text>", LEFT - 8, tenths(y + 40));
        }
        for (time, label) in self.time.ticks() {
            let x = tenths(self.x(time));
            let _ = writeln!(svg, "<path class=\"axis\" d=\"M{x} {bottom}v5\"/>");
            let _ = writeln!(svg, "<text class=\"tick middle\" x=\"{x}\" y=\"{}\">{label}</text>", bottom + 19);
        }
        let _ = writeln!(svg, "<path class=\"axis\" d=\"M{LEFT} {}V{bottom}H{right}\"/>", self.top);
        let healthy = u128::from(load.crowd.clients) * 1_000_000_000_000 / load.crowd.outage.as_nanos().max(1);
        if healthy <= self.rate.end {
            let y = self.y(healthy);
            let _ = writeln!(svg, "<path class=\"healthy\" d=\"M{LEFT} {}H{right}\"/>", tenths(y));
        }
        let middle = (LEFT + right) / 2;
        let _ = writeln!(
            svg,
            "<text class=\"muted middle\" x=\"{middle}\" y=\"{}\">time since the server began to fail</text>",
            bottom + 42
        );
        let (x, y) = (20, self.top + HEIGHT / 2);
        let _ = writeln!(
            svg,
            "<text class=\"muted middle\" transform=\"translate({x} {y}) rotate(-90)\">attempts per second</text>"
        );
        svg
    }

    /// A line that steps from bucket to bucket.
    fn path(&self, run: &Run, load: &Load) -> String {
        let mut path = format!("M{LEFT} {}", self.bottom());
        let mut last = None;
        for (at, attempts) in run.buckets.iter().enumerate() {
            if last != Some(attempts) {
                let x = self.x(u128::from(load.width) * at as u128);
                let y = self.y(u128::from(*attempts) * 1_000_000 / u128::from(load.width));
                let _ = write!(path, "H{}V{}", tenths(x), tenths(y));
            }
            last = Some(attempts);
        }
        let end = self.x(u128::from(load.width) * run.buckets.len() as u128);
        let _ = write!(path, "H{}V{}", tenths(end), self.bottom());
        path
    }
}

/// Tenths of a pixel as pixels.
fn tenths(tenths: u64) -> String {
    super::words::tenths(tenths.into(), 10)
}

fn xml(text: &str) -> String {
    Xml(text).to_string()
}
