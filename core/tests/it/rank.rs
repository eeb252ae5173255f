//! Which of two facts takes precedence.

use errspec_core::rank::{Asks, Rank, Specificity, StatusCondition};

#[test]
fn facts_are_ordered_as_the_language_says() {
    let asks = [
        Asks { headers: 1, ..Asks::NOTHING },
        Asks { code: true, status: StatusCondition::Range, ..Asks::NOTHING },
        Asks { code: true, ..Asks::NOTHING },
        Asks { error_type: true, status: StatusCondition::Single, ..Asks::NOTHING },
        Asks { error_type: true, ..Asks::NOTHING },
        Asks { status: StatusCondition::Single, ..Asks::NOTHING },
        Asks { status: StatusCondition::Range, ..Asks::NOTHING },
        Asks { transport: true, ..Asks::NOTHING },
        Asks { method: true, ..Asks::NOTHING },
        Asks::NOTHING,
    ];
    let keys = asks.map(Asks::specificity);
    assert!(keys.is_sorted_by(|one, two| one < two), "{keys:?}");
    assert!(keys.iter().all(|key| *key < Specificity::LAST), "a rule without conditions still comes before no rule");
}

#[test]
fn more_conditions_decide_within_a_rank_only() {
    let status = Asks { status: StatusCondition::Single, ..Asks::NOTHING };
    let busy = Asks { headers: 2, fields: 1, operation: true, method: true, ..status };
    assert!(busy.specificity() < status.specificity());
    assert!(Asks { code: true, ..Asks::NOTHING }.specificity() < busy.specificity());
    assert!(Specificity::before(Rank::Status) < Asks { headers: usize::MAX, fields: usize::MAX, ..status }.specificity());
    assert!(busy.specificity() > Specificity::before(Rank::Status));
    assert_eq!(status.specificity(), Specificity::of(Rank::Status));
}

#[test]
fn a_type_next_to_a_code_is_one_more_condition() {
    let code = Asks { code: true, ..Asks::NOTHING };
    let both = Asks { error_type: true, ..code };
    assert_eq!(both.specificity().rank(), Rank::Code);
    assert!(both.specificity() < code.specificity());
}
