"""The built-in activities, a file or a folder each. Every `Activity` in this package is in the library by itself.

To add one: put a file here with one class and its settings, or a folder whose `__init__.py` has them. It imports only
`facilitator.composing`, `facilitator.blocks`, `facilitator.kit`, the contract (`activity`, `counting`, `i18n`, `text`)
and the sections and words of the record (`facilitator.report.model`, `taking_part`, `words`).
Another distribution adds activities with an entry point in the group `facilitator.activities` that names a class or a
package of them. `facilitator --activities DIR` loads loose files, and `facilitator check FILE` says what is wrong.
"""
