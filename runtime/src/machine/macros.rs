/// Gives a machine's emitted enums and its marker their methods and traits; the variants are in index order.
///
/// Without the command enum for a machine that has no commands.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_machine_v1 {
    ($marker:ident, $machine:expr, $state:ident [$($variant:ident)*]) => {
        $crate::__errspec_machine_v1!(@state $machine, $state [$($variant)*], $crate::machine::NoCommand);
        $crate::__errspec_machine_v1!(@marker $marker, $machine, $state, $crate::machine::NoCommand);
    };
    ($marker:ident, $machine:expr, $state:ident [$($variant:ident)*], $command:ident [$($name:ident)*]) => {
        $crate::__errspec_machine_v1!(@state $machine, $state [$($variant)*], $command);
        $crate::__errspec_machine_v1!(@after $machine, $state, $command);
        $crate::__errspec_machine_v1!(@command $machine, $state, $command [$($name)*]);
        $crate::__errspec_machine_v1!(@marker $marker, $machine, $state, $command);
    };

    (@state $machine:expr, $state:ident [$($variant:ident)*], $command:ty) => {
        impl $state {
            /// Every state, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The text the API sends.
            pub const fn as_str(self) -> &'static str {
                $machine.wire(self as u16)
            }

            /// The state of a wire text.
            pub fn from_wire(wire: &str) -> $crate::__v1::Option<Self> {
                <Self as $crate::machine::MachineState>::from_wire(wire)
            }

            /// Every fact of the state.
            pub const fn facts(self) -> &'static $crate::machine::State {
                $machine.state(self as u16)
            }

            /// What the state means.
            pub const fn summary(self) -> &'static str {
                $machine.state(self as u16).summary
            }

            /// What to do about it.
            pub const fn action(self) -> $crate::__v1::Option<&'static str> {
                $machine.action(self as u16)
            }

            /// Who moves the job on from here.
            pub const fn kind(self) -> $crate::machine::Kind {
                $machine.state(self as u16).kind
            }

            /// What it means that the job rests or ends here.
            pub const fn outcome(self) -> $crate::__v1::Option<$crate::machine::Outcome> {
                $machine.state(self as u16).outcome
            }

            /// The API-independent category.
            pub const fn category(self) -> $crate::__v1::Option<$crate::Category> {
                $machine.category(self as u16)
            }

            /// What may be retried, and when.
            pub const fn retry(self) -> $crate::__v1::Option<$crate::RetryClass> {
                $machine.retry(self as u16)
            }

            /// What a job in this state carries.
            pub const fn payload(self) -> &'static [$crate::machine::PayloadField] {
                $machine.state(self as u16).payload
            }

            /// How sure the contract is of it.
            pub const fn basis(self) -> $crate::Basis {
                $machine.state(self as u16).basis
            }

            /// Whether the job never leaves it.
            pub const fn is_final(self) -> bool {
                $crate::__v1::matches!(self.kind(), $crate::machine::Kind::Final)
            }

            /// Whether asking again can show another state though nobody gave a command.
            pub const fn moves(self) -> bool {
                self.kind().moves()
            }

            /// Whether one edge leads to the other state, whatever its cause.
            #[inline]
            pub const fn direct_to(self, other: Self) -> bool {
                $machine.direct(self as u16, other as u16)
            }

            /// Whether the job may be read in the other state next, nobody having given a command. True of the state itself.
            #[inline]
            pub const fn can_become(self, other: Self) -> bool {
                $machine.can_become(self as u16, other as u16)
            }

            /// Whether a state with this outcome can be reached though nobody gives a command.
            pub const fn can_reach(self, goal: $crate::machine::Outcome) -> bool {
                $machine.can_reach(self as u16, goal)
            }

            /// The states that a job passed on every way from here to the other state without a command, both left out.
            pub const fn certainly_passed(self, other: Self) -> $crate::machine::StateSet<Self> {
                $crate::machine::StateSet::from_bits($machine.certainly_passed(self as u16, other as u16))
            }

            /// The states that a job passed on some ways from here to the other state without a command but not on all.
            pub const fn possibly_passed(self, other: Self) -> $crate::machine::StateSet<Self> {
                $crate::machine::StateSet::from_bits($machine.possibly_passed(self as u16, other as u16))
            }

            /// The commands that may be given here.
            pub fn commands(self) -> impl $crate::__v1::Iterator<Item = $command> {
                $crate::__v1::commands(&$machine, self as u16)
            }
        }

        #[automatically_derived]
        impl $crate::machine::MachineState for $state {
            const MACHINE: &'static $crate::machine::Machine = &$machine;
            const ALL: &'static [Self] = Self::ALL;

            fn index(self) -> u16 {
                self as u16
            }
        }

        #[automatically_derived]
        impl $crate::__v1::fmt::Debug for $state {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                f.write_str($machine.state(*self as u16).variant)
            }
        }

        /// The text the API sends.
        #[automatically_derived]
        impl $crate::__v1::fmt::Display for $state {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                f.pad($machine.wire(*self as u16))
            }
        }

        #[automatically_derived]
        impl $crate::__v1::FromStr for $state {
            type Err = $crate::machine::UnknownState;

            fn from_str(wire: &str) -> $crate::__v1::Result<Self, $crate::machine::UnknownState> {
                $crate::__v1::parse_state(wire)
            }
        }
    };

    (@after $machine:expr, $state:ident, $command:ident) => {
        impl $state {
            /// Whether the job may be read in the other state next, these commands having taken effect in between, in this order.
            pub const fn can_become_after(self, commands: &[$command], other: Self) -> bool {
                let mut reached = $machine.becomes(self as u16);
                let mut i = 0;
                while i < commands.len() {
                    reached = $machine.after(reached, commands[i] as u16);
                    i += 1;
                }
                reached.has(other as u16)
            }
        }
    };

    (@command $machine:expr, $state:ident, $command:ident [$($name:ident)*]) => {
        impl $command {
            /// Every command, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name in the contract.
            pub const fn as_str(self) -> &'static str {
                $machine.command(self as u16).name
            }

            /// Every fact of the command.
            pub const fn facts(self) -> &'static $crate::machine::Command {
                $machine.command(self as u16)
            }

            /// What it does.
            pub const fn summary(self) -> &'static str {
                $machine.command(self as u16).summary
            }

            /// Whether it may be given in a state.
            pub const fn allowed_in(self, state: $state) -> bool {
                $machine.accepts(state as u16, self as u16)
            }

            /// Whether it costs nothing in a state.
            pub fn is_free_in(self, state: $state) -> bool {
                self.facts().free_from.contains(&(state as u16))
            }

            /// What has to be done before it is given in a state.
            pub fn requires(self, state: $state) -> $crate::__v1::Option<$crate::Action> {
                $machine.requires(self as u16, state as u16)
            }
        }

        #[automatically_derived]
        impl $crate::machine::MachineCommand for $command {
            const ALL: &'static [Self] = Self::ALL;

            fn index(self) -> u16 {
                self as u16
            }
        }

        #[automatically_derived]
        impl $crate::__v1::fmt::Debug for $command {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                f.write_str($machine.command(*self as u16).variant)
            }
        }

        /// Its name in the contract.
        #[automatically_derived]
        impl $crate::__v1::fmt::Display for $command {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                f.pad($machine.command(*self as u16).name)
            }
        }
    };

    (@marker $marker:ident, $machine:expr, $state:ident, $command:ty) => {
        impl $marker {
            /// A watch over one job, from its creation.
            pub fn watch() -> $crate::machine::Watch<Self> {
                $crate::machine::Watch::new()
            }

            /// What a job's body says of the job. `None` where it is no JSON or says nothing of a state.
            pub fn read(body: &[u8]) -> $crate::__v1::Option<$crate::machine::Observed<'_>> {
                $machine.read(body)
            }
        }

        #[automatically_derived]
        impl $crate::machine::StateMachine for $marker {
            type State = $state;
            type Command = $command;
            const MACHINE: &'static $crate::machine::Machine = &$machine;
        }

        #[automatically_derived]
        impl $crate::__v1::From<$state> for $crate::machine::Reading<'_, $marker> {
            fn from(state: $state) -> Self {
                $crate::machine::Reading::of(state)
            }
        }
    };
}
