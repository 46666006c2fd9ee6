"""Soundness of a definition: what would leave a person stuck, mislead an agent, or never serve.

Findings are data, with stable codes: E is refused at publication, W is to be looked at. Linear in the size of the
definition. References and the types of conditions were judged before: everything named here exists.

    E601  a state that nothing leads to             E610  clocks that would pull each other for ever
    E602  a state from which no end can be reached  E611  an uncertain fact in a validated pathway
    E603  an action that can never happen           E612  a field whose keys contradict its type
    E604  a destination that can never be taken     E613  a name of the wrong type
    E605  an expiry that is open nowhere            E614  a transmission without a consent to give
    E606  a final state where something is to do    E615  a dated value that contradicts its type or its order
    E607  an outcome missing, or out of place       E616  a protected pathway that lets notes be written
    E608  a way back to nowhere                     E617  an appointment that no list could show
    E609  a due paper that nobody can obtain        E618  a rule of passage that no case could follow
    E620  an invariant that can't be broken, or     E619  a choice of none, or of several
          can't be kept

    W621  a condition on a field that is never asked
    W622  a condition on a field that may not have been asked yet
    W623  a deadline without consequence            W626  a field that serves nothing
    W624  a service without office in the territory W627  a due group that no action requires
    W625  a demand, or a legal delay, without basis W628  a stop that lets nothing be done
    W629  an action without a way on                W630  an invariant that is never judged
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.core.checks_choices import check_choices, check_ways_on
from engine.core.checks_data import check_bounds, check_consents, check_idle, check_notes, check_types, check_values
from engine.core.checks_invariants import check_invariants
from engine.core.checks_papers import check_basis, check_certainty, check_issuers, check_offices
from engine.core.checks_questions import check_questions
from engine.core.checks_versions import check_passages
from engine.core.checks_ways import (
    check_branches,
    check_expiries,
    check_finals,
    check_loops,
    check_possible,
    check_reachable,
    check_traps,
    check_ways_back,
)
from engine.core.definition import Definition
from engine.core.examined import Examined, Finding, examine

CHECKS: tuple[Callable[[Examined], Iterator[Finding]], ...] = (
    check_reachable,
    check_traps,
    check_possible,
    check_branches,
    check_expiries,
    check_finals,
    check_ways_back,
    check_loops,
    check_issuers,
    check_offices,
    check_basis,
    check_certainty,
    check_bounds,
    check_types,
    check_questions,
    check_idle,
    check_consents,
    check_values,
    check_notes,
    check_passages,
    check_choices,
    check_ways_on,
    check_invariants,
)


def findings(definition: Definition, served: frozenset[str] | None = None) -> tuple[Finding, ...]:
    """Every finding about a definition; `served` names the services with an office, None when that isn't known."""
    examined = examine(definition, served)
    return tuple(finding for check in CHECKS for finding in check(examined))
