//! Curves, jitter and states carry data in the runtime: their variants are the words of the language.

use errspec::machine::Kind;
use errspec::retry::{Curve, Factor, JitterKind};
use errspec_spec::words::{self, Word};
use std::time::Duration;

fn language<W: Word>() -> Vec<&'static str> {
    W::WRITTEN.iter().map(|word| word.as_str()).collect()
}

/// The variants' names as words: `KeepPolling` is `keep_polling`.
fn word(variant: &impl std::fmt::Debug) -> String {
    let text = format!("{variant:?}");
    let name = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let mut word = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(c.to_ascii_lowercase());
    }
    word
}

#[test]
fn enums_with_data_are_the_same_words() {
    let second = Duration::from_secs(1);
    let curves: [Curve; 5] = [
        Curve::Constant(second),
        Curve::Linear { base: second, step: second },
        Curve::Exponential { base: second, factor: Factor::ONE },
        Curve::Fibonacci { base: second },
        Curve::Table(&[]),
    ];
    assert_eq!(curves.map(|curve| word(&curve)).to_vec(), language::<words::CurveKind>());
    let jitters = [
        JitterKind::None,
        JitterKind::Full,
        JitterKind::Equal,
        JitterKind::Proportional { ratio: Factor::ONE },
        JitterKind::Additive { max: second },
        JitterKind::Range { from: Factor::ONE, to: Factor::ONE },
        JitterKind::Decorrelated,
    ];
    assert_eq!(jitters.map(|jitter| word(&jitter)).to_vec(), language::<words::JitterKind>());
    let kinds = [Kind::Pending, Kind::External { by: "" }, Kind::Resting, Kind::Final];
    assert_eq!(kinds.map(|kind| word(&kind)).to_vec(), language::<words::StateKind>());
}
