//! Every curve, computed by hand.

use core::time::Duration;
use errspec::retry::Policy;
use errspec_tests as specs;

#[track_caller]
fn delays(policy: &Policy, millis: &[u64]) {
    let delays: Vec<u128> = (1..=millis.len() as u32).map(|n| policy.delay(n).as_millis()).collect();
    assert_eq!(delays, millis.iter().map(|millis| u128::from(*millis)).collect::<Vec<_>>());
}

#[test]
fn each_curve() {
    delays(&specs::curve_1::RETRY, &[3000, 3000, 3000]);
    delays(&specs::curve_2::RETRY, &[1001, 1251, 1501, 1751]);
    delays(&specs::curve_3::RETRY, &[1000, 2000, 4000, 8000, 16_000, 32_000]);
    delays(&specs::curve_4::RETRY, &[1100, 1150, 1225, 1337, 1506, 1759, 2139, 2708, 3562, 4844, 5000]);
    delays(&specs::curve_5::RETRY, &[2000, 2000, 4000, 6000, 10_000, 16_000, 26_000, 42_000, 60_000, 60_000]);
    delays(&specs::curve_6::RETRY, &[1000, 1000, 7000, 0, 86_400_000, 86_400_000]);
    assert_eq!(specs::curve_6::RETRY.delay(4), Duration::from_micros(500));
}

#[test]
fn fractions_are_exact_and_nothing_overflows() {
    assert_eq!(specs::curve_4::RETRY.delay(4), Duration::from_nanos(1_337_500_000));
    assert_eq!((1..6).map(|n| specs::curve_7::RETRY.delay(n).as_nanos()).collect::<Vec<_>>(), [1, 3, 11, 37, 123]);
    assert_eq!(specs::curve_8::RETRY.delay(3), Duration::from_secs(864_000_000));
    assert_eq!(specs::curve_8::RETRY.delay(u32::MAX), Duration::from_nanos(u64::MAX), "584 years are the longest");
}
