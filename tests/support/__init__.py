"""What the tests of every package share: real servers, free ports, child processes, waiting."""
