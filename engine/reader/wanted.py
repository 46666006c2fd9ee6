"""What each brick of the grammar expects, as a French sentence says it, with an example of the good form."""

from __future__ import annotations

from engine.reader import shapes
from engine.reader.shapes import Shape
from engine.reader.spelling import listed


def wanted(shape: Shape) -> str:
    """What `shape` expects, to be said after « attendu : »."""
    simple = _SIMPLE.get(type(shape))
    if simple is not None:
        return simple
    return _word(shape) or _group(shape)


def _word(shape: Shape) -> str:
    match shape:
        case shapes.Ref():
            return f"le nom d'{shape.noun}"
        case shapes.Choice() if len(shape.words) == 1:
            return f"le mot « {next(iter(shape.words))} »"
        case shapes.Choice():
            return f"un de ces mots : {listed(shape.words)}"
        case shapes.Line():
            return f"un texte sur une ligne, par exemple « {shape.example} »"
        case shapes.Address():
            return f"l'adresse d'une page, par exemple « {shape.example} »"
        case shapes.Integer():
            bounds = [f"au moins {shape.minimum}"] if shape.minimum is not None else []
            bounds += [f"au plus {shape.maximum}"] if shape.maximum is not None else []
            return "un nombre entier" + (f" ({', '.join(bounds)})" if bounds else "")
    return ""


def _group(shape: Shape) -> str:
    match shape:
        case shapes.ListOf():
            return f"une liste « [ … ] », où chaque élément est {wanted(shape.item)}"
        case shapes.OneOrMany():
            return f"{wanted(shape.item)}, ou une liste « [a, b] »"
        case shapes.Either():
            return " ; ou ".join(wanted(each) for each in shape.forms)
        case shapes.MapOf():
            return f"un groupe de clés dont chacune nomme {shape.noun}"
        case shapes.Record():
            return f"{shape.noun}, en clés ({listed(shape.keys)})"
    return "une valeur"


_SIMPLE: dict[type, str] = {
    shapes.Id: "un identifiant, par exemple « acte_dresse »",
    shapes.DurationText: "une durée, par exemple « 30 days » ou « 12 working days »",
    shapes.Day: "une date, par exemple « 2026-11-01 »",
    shapes.Prose: 'un texte entre guillemets, par exemple "Réunion des pièces"',
    shapes.Texts: 'un texte par langue, par exemple {fr: "Dossier complet", ar: "ملف كامل"}',
    shapes.Guard: 'une condition entre guillemets, par exemple "not overdue(declaration)"',
    shapes.Boolean: "true (oui) ou false (non)",
    shapes.Value: "un mot, un nombre entier, true, false, ou une liste de mots",
}
