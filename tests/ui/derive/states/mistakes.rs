#![allow(dead_code)]

mod cause {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Second), cause = external)]
        First,
        #[errspec(final, outcome = success)]
        Second,
    }

    pub fn used() {
        println!("{} {:?}", State::First, State::First.can_become(State::First));
    }
}

mod final_with_exit {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Second))]
        First,
        #[errspec(final, outcome = success, to(First))]
        Second,
    }

    pub fn used() {
        println!("{} {:?}", State::First, State::First.can_become(State::First));
    }
}

mod kind {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, to(Second))]
        First,
        #[errspec(final, resting, outcome = success)]
        Second,
        #[errspec(pending(now), external(to = "x"))]
        Third,
    }

    pub fn used() {
        println!("{} {:?}", State::First, State::First.can_become(State::First));
    }
}

mod no_beginning {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(pending, to(Second))]
        First,
        #[errspec(final, outcome = success)]
        Second,
    }

    pub fn used() {
        println!("{} {:?}", State::First, State::First.can_become(State::First));
    }
}

mod outcome {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, outcome = success, to(Second))]
        First,
        #[errspec(final)]
        Second,
        #[errspec(final, outcome = needs(money))]
        Third,
    }

    pub fn used() {
        println!("{} {:?}", State::First, State::First.can_become(State::First));
    }
}

mod blocked_moves {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Second, Third))]
        First,
        #[errspec(resting, outcome = failure, blocked, to(First))]
        Second,
        #[errspec(final, outcome = success)]
        Third,
    }

    pub fn used() {
        println!("{} {:?}", State::First, State::First.can_become(State::First));
    }
}

mod stuck_and_unreachable {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Second))]
        First,
        #[errspec(final, outcome = success)]
        Second,
        #[errspec(pending)]
        Third,
    }

    pub fn used() {
        println!("{} {:?}", State::First, State::First.can_become(State::First));
    }
}

mod target_that_there_is_not {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Secnd))]
        First,
        #[errspec(final, outcome = success)]
        Second,
    }

    pub fn used() {
        println!("{} {:?}", State::First, State::First.can_become(State::First));
    }
}

mod two_with_one_text {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Second))]
        First,
        #[errspec(state = "FIRST", final, outcome = success)]
        Second,
    }

    pub fn used() {
        println!("{} {:?}", State::First, State::First.can_become(State::First));
    }
}

fn main() {}
