//! Durations in messages.

use std::time::Duration;

/// A duration as a spec writes it, in the largest unit that needs at most three decimals.
pub(crate) fn text(duration: Duration) -> String {
    let nanos = duration.as_nanos();
    let whole = [(86_400_000_000_000, "d"), (3_600_000_000_000, "h"), (60_000_000_000, "m")];
    if let Some((unit, name)) = whole.into_iter().find(|(unit, _)| nanos >= *unit && nanos.is_multiple_of(*unit)) {
        return format!("{}{name}", nanos / unit);
    }
    let (unit, name) = match nanos {
        0 => return "0s".to_owned(),
        1_000_000_000.. => (1_000_000_000, "s"),
        1_000_000.. => (1_000_000, "ms"),
        1_000.. => (1_000, "us"),
        _ => (1, "ns"),
    };
    let thousandths = nanos * 1000 / unit;
    let (whole, rest) = (thousandths / 1000, format!("{:03}", thousandths % 1000));
    match rest.trim_end_matches('0') {
        "" => format!("{whole}{name}"),
        rest => format!("{whole}.{rest}{name}"),
    }
}
