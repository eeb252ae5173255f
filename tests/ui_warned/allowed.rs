//! A warning is no error by itself, and is allowed like any other of the lint.
#![allow(dead_code)]

mod warned {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    pub enum State {
        #[errspec(initial, pending, to(Done), to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

#[deny(warnings)]
mod allowed_for_the_enum {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[allow(deprecated)]
    pub enum State {
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
        pub enum State {
            #[errspec(initial, pending, to(Done), to(Done))]
            First,
            #[errspec(final, outcome = success)]
            Done,
        }
    }
    pub use inside::State;
}

fn main() {
    // The items are those of an enum without a warning.
    assert!(warned::State::First.can_become(warned::State::Done));
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
