/// Implements the methods and traits of a machine's generated enums and marker type. The variants are in index order.
///
/// A machine without commands has no command enum. A derived enum of states (`derived`) may have its own discriminants, so a function
/// returns the index; it has its own `Debug`, and it is its own marker type.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_machine_v1 {
    (
        $marker:ident, $machine:expr, $state:ident [$($variant:ident)*] $(, $command:ident [$($name:ident)*])?
        $(; $payload:ident [$($held:ident { $($field:ident: $at:literal $ty:literal)* })*])?
    ) => {
        const _: () = {
            const fn index(state: $state) -> $crate::__v1::u16 {
                state as $crate::__v1::u16
            }

            $crate::__errspec_machine_v1!(@both $marker, $machine, index, $state [$($variant)*] $(, $command [$($name)*])?);
            $crate::__errspec_machine_v1!(@marker $marker, $machine, $state $(, command $command)? $(, payload $payload)?);
        };

        $($crate::__errspec_payload_v1! { $payload of $state [$($held { $($field: $at $ty)* })*] })?

        #[automatically_derived]
        impl $crate::__v1::fmt::Debug for $state {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                f.write_str($machine.state(*self as $crate::__v1::u16).variant)
            }
        }
    };
    (derived $machine:expr, $index:ident, $state:ident [$($variant:ident)*] $(, $command:ident [$($name:ident)*])?) => {
        $crate::__errspec_machine_v1!(@both $state, $machine, $index, $state [$($variant)*] $(, $command [$($name)*])?);
        $crate::__errspec_machine_v1!(@marker $state, $machine, $state $(, command $command)?);
    };

    (@both $marker:ident, $machine:expr, $index:ident, $state:ident [$($variant:ident)*]) => {
        $crate::__errspec_machine_v1!(@state $machine, $index, $state [$($variant)*], $crate::machine::NoCommand);
    };
    (@both $marker:ident, $machine:expr, $index:ident, $state:ident [$($variant:ident)*], $command:ident [$($name:ident)*]) => {
        $crate::__errspec_machine_v1!(@state $machine, $index, $state [$($variant)*], $command);
        $crate::__errspec_machine_v1!(@after $machine, $index, $state, $command);
        $crate::__errspec_machine_v1!(@command $machine, $index, $state, $command [$($name)*]);
    };

    (@state $machine:expr, $index:ident, $state:ident [$($variant:ident)*], $command:ty) => {
        $crate::__errspec_facts_v1!($state, $machine, $index);

        impl $state {
            /// Every state, in the order of the contract.
            pub const ALL: &'static [Self] = &[$($state::$variant,)*];

            /// The text the API sends.
            #[inline]
            pub const fn as_str(self) -> &'static $crate::__v1::str {
                $machine.wire($index(self))
            }

            /// Looks up a state by its wire text.
            pub fn from_wire(wire: &$crate::__v1::str) -> $crate::__v1::Option<Self> {
                <Self as $crate::machine::MachineState>::from_wire(wire)
            }

            /// How the job leaves this state.
            #[inline]
            pub const fn kind(self) -> $crate::machine::Kind {
                $machine.state($index(self)).kind
            }

            /// The outcome of a job that ends or rests in this state.
            #[inline]
            pub const fn outcome(self) -> $crate::__v1::Option<$crate::machine::Outcome> {
                $machine.state($index(self)).outcome
            }

            /// The category, in words that mean the same thing for every API.
            #[inline]
            pub const fn category(self) -> $crate::__v1::Option<$crate::Category> {
                $machine.category($index(self))
            }

            /// The retry class.
            #[inline]
            pub const fn retry(self) -> $crate::__v1::Option<$crate::RetryClass> {
                $machine.retry($index(self))
            }

            /// The payload of a job in this state.
            #[inline]
            pub const fn payload(self) -> &'static [$crate::machine::PayloadField] {
                $machine.state($index(self)).payload
            }

            /// Whether the job never leaves this state.
            #[inline]
            pub const fn is_final(self) -> $crate::__v1::bool {
                $crate::__v1::matches!(self.kind(), $crate::machine::Kind::Final)
            }

            /// Whether a wait for the job continues in this state.
            #[inline]
            pub const fn is_active(self) -> $crate::__v1::bool {
                self.kind().is_active()
            }

            /// How long a job is kept in this state before it expires.
            pub const fn expires(self) -> $crate::__v1::Option<$crate::__v1::Duration> {
                $machine.facts($index(self)).expires
            }

            /// Whether a single edge leads to the other state, with or without a command.
            #[inline]
            pub const fn direct_to(self, other: Self) -> $crate::__v1::bool {
                $machine.direct($index(self), $index(other))
            }

            /// Whether the next reading may be the other state if nobody sends a command. This is true for the state itself.
            #[inline]
            pub const fn can_become(self, other: Self) -> $crate::__v1::bool {
                $machine.can_become($index(self), $index(other))
            }

            /// Whether a state with this outcome can be reached without a command.
            pub const fn can_reach(self, goal: $crate::machine::Outcome) -> $crate::__v1::bool {
                $machine.can_reach($index(self), goal)
            }

            /// The states on every path without a command from this state to the other, excluding both.
            pub const fn must_have_passed(self, other: Self) -> $crate::machine::StateSet<Self> {
                $crate::machine::StateSet::from_bits($machine.must_have_passed($index(self), $index(other)))
            }

            /// The states on some but not all paths without a command from this state to the other.
            pub const fn may_have_passed(self, other: Self) -> $crate::machine::StateSet<Self> {
                $crate::machine::StateSet::from_bits($machine.may_have_passed($index(self), $index(other)))
            }

            /// The commands that may be sent in this state.
            pub fn commands(self) -> impl $crate::__v1::Iterator<Item = $command> {
                $crate::__v1::commands(&$machine, $index(self))
            }
        }

        #[automatically_derived]
        impl $crate::machine::MachineState for $state {
            const MACHINE: &'static $crate::machine::Machine = &$machine;
            const ALL: &'static [Self] = Self::ALL;

            fn index(self) -> $crate::__v1::u16 {
                $index(self)
            }
        }

        /// The text the API sends.
        #[automatically_derived]
        impl $crate::__v1::fmt::Display for $state {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                f.pad($machine.wire($index(*self)))
            }
        }

        #[automatically_derived]
        impl $crate::__v1::FromStr for $state {
            type Err = $crate::machine::UnknownState;

            fn from_str(wire: &$crate::__v1::str) -> $crate::__v1::Result<Self, $crate::machine::UnknownState> {
                $crate::__v1::parse_state(wire)
            }
        }
    };

    (@after $machine:expr, $index:ident, $state:ident, $command:ident) => {
        impl $state {
            /// Whether the next reading may be the other state after these commands took effect, in this order.
            pub const fn can_become_after(self, commands: &[$command], other: Self) -> $crate::__v1::bool {
                let mut reached = $machine.becomes($index(self));
                let mut i = 0;
                while i < commands.len() {
                    reached = $machine.after(reached, commands[i] as $crate::__v1::u16);
                    i += 1;
                }
                reached.has($index(other))
            }
        }
    };

    (@command $machine:expr, $index:ident, $state:ident, $command:ident [$($name:ident)*]) => {
        impl $command {
            /// Every command, in the order of the contract.
            pub const ALL: &'static [Self] = &[$($command::$name,)*];

            /// Its name in the contract.
            #[inline]
            pub const fn as_str(self) -> &'static $crate::__v1::str {
                $machine.command(self as $crate::__v1::u16).name
            }

            /// Every fact of the command.
            #[inline]
            pub const fn facts(self) -> &'static $crate::machine::Command {
                $machine.command(self as $crate::__v1::u16)
            }

            /// The operation that sends it, if the contract says so.
            #[inline]
            pub const fn operation(self) -> $crate::__v1::Option<&'static $crate::retry::Operation> {
                $machine.command(self as $crate::__v1::u16).operation
            }

            /// What it does.
            #[inline]
            pub const fn summary(self) -> &'static $crate::__v1::str {
                $machine.command(self as $crate::__v1::u16).summary
            }

            /// Whether it may be sent in a state.
            pub const fn allowed_in(self, state: $state) -> $crate::__v1::bool {
                $machine.accepts($index(state), self as $crate::__v1::u16)
            }

            /// Whether it costs nothing in a state.
            pub fn is_free_in(self, state: $state) -> $crate::__v1::bool {
                self.facts().free_from.contains(&($index(state)))
            }

            /// What has to be done before it is sent in a state.
            pub fn requires(self, state: $state) -> $crate::__v1::Option<$crate::Action> {
                $machine.requires(self as $crate::__v1::u16, $index(state))
            }
        }

        #[automatically_derived]
        impl $crate::machine::MachineCommand for $command {
            const ALL: &'static [Self] = Self::ALL;

            fn index(self) -> $crate::__v1::u16 {
                self as $crate::__v1::u16
            }
        }

        #[automatically_derived]
        impl $crate::__v1::fmt::Debug for $command {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                f.write_str($machine.command(*self as $crate::__v1::u16).variant)
            }
        }

        /// Its name in the contract.
        #[automatically_derived]
        impl $crate::__v1::fmt::Display for $command {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                f.pad($machine.command(*self as $crate::__v1::u16).name)
            }
        }
    };

    (@or $default:ty) => { $default };
    (@or $default:ty, $given:ty) => { $given };

    (@marker $marker:ident, $machine:expr, $state:ident $(, command $command:ty)? $(, payload $payload:ty)?) => {
        impl $marker {
            /// The table of states, edges and commands.
            pub const MACHINE: &'static $crate::machine::Machine = &$machine;

            /// Creates a watch for a new job.
            pub fn watch() -> $crate::machine::Watch<Self> {
                $crate::machine::Watch::new()
            }
        }

        $crate::__errspec_read_v1!($marker, $machine);

        #[automatically_derived]
        impl $crate::machine::StateMachine for $marker {
            type State = $state;
            type Command = $crate::__errspec_machine_v1!(@or $crate::machine::NoCommand $(, $command)?);
            type Payload = $crate::__errspec_machine_v1!(@or () $(, $payload)?);
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
