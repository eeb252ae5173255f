//! Each module has what is hardly ever meant: a warning, which is an error where warnings are denied.
#![allow(dead_code)]
#![deny(deprecated)]

mod code_not_in_family {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(group(connection, title = "Connection", prefix = "08"))]
    enum Code {
        #[errspec(code = "08006", group = connection)]
        Broken,
        #[errspec(code = "42P01", group = connection)]
        NoTable,
    }
}

mod code_outside_family {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(group(connection, title = "Connection", prefix = "08"))]
    enum Code {
        #[errspec(code = "08006", group = connection)]
        Broken,
        #[errspec(code = "08001")]
        NotMade,
    }
}

mod duplicate_edge {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Done), to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod empty_group {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(group(funds, title = "Payment"))]
    enum Code {
        Refused,
    }
}

mod literal_wildcard {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(group(connection, title = "Connection", prefix = "08*"))]
    enum Code {
        Refused,
    }
}

mod poll_cap_unused {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(poll(interval = 2s, cap = 30s))]
    enum State {
        #[errspec(initial, pending, to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod retry_on_success {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
    enum Status {
        #[errspec(retry = transient)]
        Ok,
        Other(u16),
    }
}

mod unused_command {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(command(cancel, summary = "Stops it"))]
    enum State {
        #[errspec(initial, pending, to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod by_two_derives_but_once {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode, errspec::Retryable)]
    #[errspec(group(funds, title = "Payment"))]
    enum Code {
        Refused,
    }
}

mod unused_tag {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(tags = [network])]
    enum Code {
        #[errspec(status = 404)]
        First,
    }
}

mod by_a_macro {
    macro_rules! state {
        ($name:ident) => {
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
            enum $name {
                #[errspec(initial, pending, to(Done), to(Done))]
                First,
                #[errspec(final, outcome = success)]
                Done,
            }
        };
    }
    state!(State);
}

mod no_error_by_itself {
    #![warn(deprecated)]

    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Done), to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

fn main() {}
