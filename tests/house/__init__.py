"""The house rules, as linters that are tests."""
