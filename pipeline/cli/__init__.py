"""The commands: parse arguments, call one journey, print."""
