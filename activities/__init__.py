"""The built-in activities, one file each. Every `Activity` in a module of this package is in the library by itself.

To add one: put a file here with one class, its settings and its state. A file imports only `facilitator.activity`,
`facilitator.primitives`, `facilitator.counting`, `facilitator.kit` and the section types of `facilitator.report`.
Another distribution adds activities with an entry point in the group `facilitator.activities` that names a class or a
package of them. `facilitator --activities DIR` loads loose files, and `facilitator check FILE` says what is wrong.
"""
