//! Keys of a spec that an enum says otherwise: the note says how.
#![allow(dead_code)]

mod codes {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(extends = [DeviceFlowError], groups(bank), codes(First), group(bank, codes(First), name = "Bank"))]
    enum Code {
        #[errspec(name = "Other")]
        First,
        #[errspec(message = "Balance is {balanc}, {left}", params(balance = i64))]
        Second,
        #[errspec(message = "{a}{", params(a(type = text), b = "u32", c(secret = maybe)))]
        Third,
        #[errspec(params = string)]
        Fourth,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod params_with_one_name {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(message = "{a_b}{aB}", params(a_b = u32, aB = u32))]
        First,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod statuses {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
    enum Status {
        #[errspec(name = "Gone")]
        NotFound,
    }

    pub fn used() {
        println!("{:?}", Status::new(404));
    }
}

mod states {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(initial(First), states(First), edges("FIRST -> SECOND"), typestate)]
    #[errspec(command(retry, free_from = First))]
    enum State {
        #[errspec(initial, kind = pending, name = "Other", by = "nobody", to(Second, edge = "x", command = retry))]
        First,
        #[errspec(final, outcome = success)]
        Second,
    }

    pub fn used() {
        println!("{} {:?} {:?}", State::First, State::First.can_become(State::First), StateCommand::Retry);
    }
}

fn main() {}
