#![allow(dead_code)]

mod durations_and_addresses {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(expires = "30 days", docs = "example.com")]
        First,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod kinds_of_literals {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(code = b"x")]
        First,
        #[errspec(code = 'x', summary = c"x")]
        Second,
        #[errspec(action = "a" "b", title = concat!("a", "b"))]
        Third,
    }
}

mod of_the_enum {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(crate = "errspec", name)]
    enum Code {
        First,
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(commands = "job command")]
    enum State {
        #[errspec(initial, resting, outcome = success, command(again, to(First)))]
        First,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, State::First.commands().next() == Some(StateCommand::Again));
    }
}

mod status {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(status = 42)]
        First,
        #[errspec(status = [402, "x"])]
        Second,
        #[errspec(status = { 402 })]
        Third,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

fn main() {}
