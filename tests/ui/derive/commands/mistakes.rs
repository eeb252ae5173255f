#![allow(dead_code)]

mod automatic_without_limit {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Second, Third))]
        First,
        #[errspec(resting, outcome = failure, command(retry, to(First), auto))]
        Second,
        #[errspec(final, outcome = success)]
        Third,
    }

    pub fn used() {
        println!("{} {:?}", State::First, State::First.can_become(State::First));
    }
}

mod nowhere_and_unknown_keys {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Second))]
        First,
        #[errspec(resting, outcome = success, command(retry))]
        Second,
        #[errspec(resting, outcome = success, command(again, to(First), requires = money, fre))]
        Third,
        #[errspec(resting, outcome = success, command)]
        Fourth,
    }

    pub fn used() {
        println!("{:?}", State::First.can_become_after(&[StateCommand::Retry, StateCommand::Again], State::Second));
    }
}

fn main() {}
