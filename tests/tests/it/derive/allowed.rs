//! A warning is allowed like any other of the lint, where warnings are denied.

#[deny(warnings)]
mod allowed_for_the_enum {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[allow(deprecated)]
    pub(super) enum State {
        #[errspec(initial, pending, to(Done), to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

#[deny(warnings)]
mod allowed_around {
    #[allow(deprecated)]
    mod inside {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
        pub(in crate::derive::allowed) enum State {
            #[errspec(initial, pending, to(Done), to(Done))]
            First,
            #[errspec(final, outcome = success)]
            Done,
        }
    }
    pub(super) use inside::State;
}

#[test]
fn a_warning_that_is_allowed_leaves_the_items_of_an_enum_without_one() {
    assert!(allowed_for_the_enum::State::First.can_become(allowed_for_the_enum::State::Done));
    assert!(allowed_around::State::First.can_become(allowed_around::State::Done));

    #[deny(warnings)]
    fn inside_a_function() -> bool {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
        #[allow(deprecated, reason = "the second move is there to be seen")]
        enum State {
            #[errspec(initial, pending, to(Done), to(Done))]
            First,
            #[errspec(final, outcome = success)]
            Done,
        }
        State::First.can_become(State::Done)
    }
    assert!(inside_a_function());
}
