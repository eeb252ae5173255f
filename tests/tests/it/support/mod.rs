//! The generated modules as contracts and as text.

pub(crate) mod wire;

use errspec::Contract;
use std::time::Duration;

/// Every generated module: its contract, and the text that the generator wrote.
pub(crate) fn modules() -> Vec<(&'static Contract, String)> {
    let read = |contract: &'static Contract| {
        let path = format!("{}/{}.rs", env!("OUT_DIR"), contract.name);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{path}: {why}"));
        (contract, text)
    };
    errspec_tests::CONTRACTS.iter().map(|contract| read(contract)).collect()
}

/// `1.5 s`, `250 ms`, `2 min`, `3 h`, `4 days`, `500 µs` as the generator writes durations.
pub(crate) fn duration(text: &str) -> Duration {
    let (number, unit) = text.split_once(' ').unwrap_or_else(|| panic!("{text}"));
    let nanos_per_unit: u128 = match unit {
        "ns" => 1,
        "µs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "min" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        "day" | "days" => 86_400_000_000_000,
        _ => panic!("{text}"),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits: u128 = format!("{whole}{fraction}").parse().unwrap_or_else(|why| panic!("{text}: {why}"));
    let nanos = digits * nanos_per_unit / 10u128.pow(fraction.len() as u32);
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}
