"""
A bank with something wrong in every part of every file, to be found in one run.

A line's errors stand at its end, after `# <--`, which YAML reads as a comment.
"""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["MANY_ERRORS", "MARK"]

MARK = "# <--"

MANY_ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "bank.yaml": """\
format: 1
id: bro ken  # <-- bad-id
nmae: A broken bank  # <-- unknown-field
license: [CC-BY-4.0]  # <-- wrong-shape
attribution: Somebody
""",
        "skills.yaml": """\
- id: add
  requires: [solve, sovle]  # <-- unknown-skill skill-cycle
  name: Add
- id: sub tract  # <-- bad-id
  name: Subtract
- id: add  # <-- duplicate-id
  name: Add again
- id: solve
  name: Solve
  requires: add  # <-- wrong-shape
- id: spare  # <-- missing-field skill-without-items
""",
        "mistakes.yaml": """\
- code: sign-kept
  name: Sign kept
  did: moved a term and kept its sign
- code: guessed  # <-- missing-field
  name: Guessed
- code: sign-kept  # <-- duplicate-id
  name: Sign kept
  did: moved a term and kept its sign
- code: spare  # <-- unused-mistake
  name: Spare
  did: something that no item has
- code: left-out
  name: Left out
  did: left something out
""",
        # All parameters are right, so what depends on them is looked at.
        "items/drawn.yaml": """\
format: 1
id: drawn
titel: Many things wrong  # <-- unknown-field
skills: [add, sutract, ad]  # <-- unknown-skill
difficulty: 6  # <-- wrong-value
unknowns: [x]
params:
  a: {int: [2, 9]}
  b: {int: [2, 9]}
  spare: {int: [1, 2]}  # <-- unused-parameter
derive:
  c: a + b
prompt: What is $@{a} + @{b}$?
steps:
  - id: sum
    prompt: "![](line.png) What is the sum?"  # <-- image-without-alt unknown-asset
    answer: {kind: number, value: a + b, form: lowest_term}  # <-- wrong-value
    solution:
      - "@{a} + @{b}"
      - "@{c + 1}"  # <-- solution-breaks
      - "@{c}"
    mistakes:
      - {when: "a +* 2", code: zzz}  # <-- bad-formula unknown-mistake
      - {when: a - b}  # <-- missing-field
      - {when: b + a, code: sign-kept, hnit: "Look at $@{e}$."}  # <-- unknown-field bad-placeholder mistake-is-right
    hints:
      - Add $@{a:fraction}$.  # <-- bad-placeholder
      - {text: [a list]}  # <-- wrong-shape
      - So it is $@{c}$.  # <-- hint-leaks
      - scaffold:
          id: pick one  # <-- bad-id
          prompt: Which of them?
          answer:
            kind: choice
            choices:
              - {text: this one, correct: perhaps}  # <-- wrong-value
              - {text: "@{f}", code: gessed}  # <-- bad-placeholder unknown-mistake
          hints:
            - ""  # <-- empty-text
  - id: sum  # <-- duplicate-id
    answer: {kind: numbr, value: a/(b - 2)}  # <-- unknown-kind undefined-value
    solution:
      - "@{2*a}/@{2*(b - 2)}"
      - "@{a}/@{b - 2} +"  # <-- bad-solution-line
      - "@{a}"
      - "@{a + 1} - 2"  # <-- solution-breaks
  - answer: {kind: equation, valeu: "@{a}", unknowns: [y]}  # <-- missing-field unknown-field bad-formula
    prompt: Which equation is it?
    solution:
      - "y + 1 = 3"
      - "y = 1"  # <-- solution-breaks
    mistakes:
      - {when: "y = a +", code: left-out}  # <-- bad-formula
tests:
  - {draw: {a: 2, b: 3, spare: 5}, step: sum, answer: "5", expect: correct}  # <-- bad-test
  - {draw: {a: 2, b: 3, spare: 1}, step: sum, answer: "5", expect: correct, lines: ["5"]}  # <-- bad-test
  - {draw: {a: 2, b: 3, spare: 1}, step: sum, answer: "4", expect: correct}  # <-- test-failed
  - {draw: {a: 2, b: 3, spare: 1}, step: sum, answer: "4"}  # <-- missing-field
""",
        # The parameters are not right, so what does not depend on them is looked at.
        "items/params.yaml": """\
id: parms  # <-- missing-field id-not-file-name
title: ""  # <-- empty-text
skills: [solve]
params:
  a: {int: [2, many]}  # <-- wrong-value
  b: {int: [9, 2], stpe: 2}  # <-- bad-domain unknown-field
  gcd: {int: [1, 9]}  # <-- bad-name
  d: {one_of: [1, 2, [3]]}  # <-- wrong-shape
  e: {real: [1, 2]}  # <-- unknown-kind
derive:
  f: a*(b + d  # <-- bad-formula
  g: [a]  # <-- wrong-shape
where:
  - a + b  # <-- bad-formula
  - {a: b}  # <-- wrong-shape
prompt: What is $@{a} + @{g} + @{e}$?
steps:
  - id: one
    prompt: "<b>Add</b> $@{gcd}$."  # <-- raw-html
    answer: {kind: number, value: a*(f + z)}  # <-- bad-formula
  - id: two
    prompt: What is $10/2?  # <-- bad-maths
    answer: {kind: number, value: 10/2, form: lowest_terms}  # <-- key-not-correct
    solution:
      - "10/2"
      - "6"  # <-- solution-breaks
    mistakes:
      - {when: "20/4", code: left-out}  # <-- mistake-is-right
      - {when: "2 +", code: guessed}  # <-- bad-formula
    hints:
      - It is ![five](five.png).  # <-- unknown-asset
  - id: three
    answer:
      kind: choice
      choices:  # <-- bad-choices
        - {text: yes}
        - {text: "@{a:bold}", code: nothing-such}  # <-- unknown-mistake bad-placeholder
        - {text: all of the above}  # <-- choices-shuffled
    mistakes: [{when: a, code: guessed}]  # <-- wrong-value
  - just a text  # <-- wrong-shape
  - id: four
    answer: {value: a}  # <-- missing-field
    mistakes:
      - {when: "1", code: not-there}  # <-- unknown-mistake
    solution:
      - "1 + 1"
      - "3"  # <-- solution-breaks
  - id: five
    answer: {kind: text, value: "", accept: [ten, [eleven]]}  # <-- empty-text wrong-shape
  - id: six
    answer: {kind: number, value: "3"}
tests:
  - {step: seven, answer: "5", expect: correct}
  - {step: six, answer: "5", expect: correct}  # <-- test-failed
  - {step: six, answer: "3", expect: corect}  # <-- bad-test
""",
        # The names of the parameters are not known, but what is no maths is none with any.
        "items/names.yaml": """\
format: 1
id: names  # <-- duplicate-id
title: Names
skills: [solve]
prams: [a, b]  # <-- unknown-field wrong-shape
steps:
  - id: one
    prompt: What is $@{a} + @{b:fraction}$?  # <-- bad-placeholder
    answer: {kind: number, value: (a + b}  # <-- bad-formula
""",
        "items/again/names.yaml": """\
format: 1
id: names
title: Names
skills: [solve]
steps:
  - id: one
    prompt: What is $2 + 2$?
    answer: {kind: number, value: "2 +"}  # <-- bad-answer
""",
    }
)
"""The files of the bank by name."""
