//! Each module breaks one rule of machines.
#![allow(dead_code)]

mod auto_with_requirement {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Done, Failed))]
        First,
        #[errspec(resting, outcome = failure, command(retry, to(First), requires = add_funds, auto, max_uses = 2))]
        Failed,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod bad_pointer {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(observe = "status", epoch = "/a b~")]
    enum State {
        #[errspec(initial, pending, to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod blocked_with_exit {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Done, Failed))]
        First,
        #[errspec(resting, outcome = failure, blocked, command(retry, to(First)))]
        Failed,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod blocked_but_pending {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, blocked, to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod colliding_states {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(state = "a", initial, pending, to(Done))]
        First,
        #[errspec(state = "A", final, outcome = success)]
        Done,
    }
}

mod command_named_twice_alike {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Done, Failed))]
        First,
        #[errspec(resting, outcome = failure, command(retry_it, to(First)), command(retryIt, to(First)))]
        Failed,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod command_names {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(command(resume, summary), command(other, color = red), command(2))]
    enum State {
        #[errspec(initial, pending, to(Done, Failed))]
        First,
        #[errspec(resting, outcome = failure, command(resume, to(First)), command(other, to(First)))]
        Failed,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod command_with_a_name_that_is_none {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Done, Failed))]
        First,
        #[errspec(resting, outcome = failure, command(again, to(First), name = "a b"))]
        Failed,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod command_with_a_name_that_is_taken {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(command(resume, name = Self))]
    enum State {
        #[errspec(initial, pending, to(Done, Failed))]
        First,
        #[errspec(resting, outcome = failure, command(resume, to(First)), command(__, to(First)))]
        Failed,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod edges_of_unknown_moves {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(moves = unknown)]
    enum State {
        #[errspec(pending, to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod endless_wait {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Second, Done))]
        First,
        #[errspec(pending, to(Third))]
        Second,
        #[errspec(pending, to(Second))]
        Third,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod missing_outcome {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Done, Other))]
        First,
        #[errspec(final)]
        Other,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod no_success {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Done))]
        First,
        #[errspec(final, outcome = failure)]
        Done,
    }
}

mod outcome_of_a_pending_state {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, outcome = success, to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod payload {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, payload(a = text), to(Done))]
        First,
        #[errspec(final, outcome = success, payload = string)]
        Done,
    }
}

mod poll {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(poll(interval = 1m, cap = 1s))]
    enum State {
        #[errspec(initial, pending, to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod poll_without_interval {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(poll(cap = 1s, factor = two), unknown(treat_as = nothing, limit = 0), settle = soon, other_actors = maybe)]
    enum State {
        #[errspec(initial, pending, to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod resting_without_command {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Done, Failed))]
        First,
        #[errspec(resting, outcome = failure)]
        Failed,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod unobservable_state {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    #[errspec(observe(parts("/a", "/b")))]
    enum State {
        #[errspec(initial, pending, to(Done))]
        First,
        #[errspec(final, outcome = success)]
        Done,
    }
}

mod where_a_command_is_free {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, errspec::StateMachine)]
    enum State {
        #[errspec(initial, pending, to(Done, Failed), command(retry, requires = add_funds, free))]
        First,
        #[errspec(resting, outcome = failure, command(retry, to(First)))]
        Failed,
        #[errspec(final, outcome = success)]
        Done,
    }
}

fn main() {}
