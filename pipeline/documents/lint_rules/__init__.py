"""The rules of the template linter, one idea a module. Each yields findings; none knows a particular template."""
