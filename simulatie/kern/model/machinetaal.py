"""A trace as a program for the processor: printed as LLVM IR, compiled by llvmlite when it is first asked for.

A number per deelgebied becomes one vector, so the program is straight: no loop but that over the months. Nothing may be
reordered or fused, so every processor gives the same bits, but for the last of `exp`, `log` and `pow`.
"""

import ctypes
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock

import llvmlite.binding as llvm
import numpy as np

from simulatie.kern.gegevens.coefficienten import NAMEN, Coefficienten
from simulatie.kern.gegevens.reeksen import Getallen
from simulatie.kern.model.spoor import AANDEEL, COEFFICIENT, EERSTE, GETAL, MAAND, SOM, STAND, Knoop, Spoor

# What an operation is in LLVM IR: `{g}` is the kind of number of the outcome, `{j}` true or false in that width.
SJABLONEN = {
    "add": "fadd {g} {0}, {1}",
    "subtract": "fsub {g} {0}, {1}",
    "multiply": "fmul {g} {0}, {1}",
    "divide": "fdiv {g} {0}, {1}",
    "negative": "fneg {g} {0}",
    "bitwise_and": "and {j} {0}, {1}",
    "where": "select {j} {0}, {g} {1}, {g} {2}",
}
VERGELIJKT = {"greater": "ogt", "greater_equal": "oge", "less": "olt", "less_equal": "ole", "equal": "oeq"}
SJABLONEN |= {doet: f"fcmp {hoe} {{g}} {{0}}, {{1}}" for doet, hoe in VERGELIJKT.items()}
KIEST = {"maximum": "greater", "minimum": "less"}
FUNCTIES = {"exp": "exp", "log": "log", "sqrt": "sqrt", "power": "pow"}
# Where an input stands, as the program calls it.
PLAATS = {COEFFICIENT: "%q", AANDEEL: "%aandelen", STAND: "%regel", MAAND: "%maand"}


@dataclass(frozen=True)
class Opmaak:
    """Where every name stands in a row of numbers: its first place, and whether it has one per deelgebied."""

    plaatsen: Mapping[str, slice]
    breedte: int

    @classmethod
    def van(cls, namen: Mapping[str, bool], gebieden: int) -> "Opmaak":
        plaatsen, waar = {}, 0
        for naam, breed in namen.items():
            plaatsen[naam] = slice(waar, waar + (gebieden if breed else 1))
            waar = plaatsen[naam].stop
        return cls(plaatsen, waar)


class Programma:
    """A compiled trace. Threads may run it side by side.

    regel, maand    how a row of outcomes is laid out (the state first), and one of what is given in a month
    """

    def __init__(self, spoor: Spoor, gebieden: int):
        self.spoor = spoor
        self._gebieden = gebieden
        breed = {naam: spoor.stand.get(naam, knoop.breed) for naam, knoop in spoor.uit.items()}
        self.regel = Opmaak.van(breed, gebieden)
        self.maand = Opmaak.van(spoor.maand, gebieden)
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        machine = llvm.Target.from_default_triple().create_target_machine(
            cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=2, jit=True
        )
        module = llvm.parse_assembly(_Schrijver(spoor, self.regel, self.maand, gebieden).tekst())
        # Kept, or the program would be thrown away.
        self._motor = llvm.create_mcjit_compiler(module, machine)
        self._motor.finalize_object()
        soort = ctypes.CFUNCTYPE(None, *[ctypes.c_int64] * 5, *[ctypes.c_void_p] * 4)
        self._draai: Callable[..., None] = soort(self._motor.get_function_address("draai"))

    def loper(
        self, q: Getallen, aandelen: Getallen, maanden: Getallen, regels: Getallen
    ) -> Callable[[int, int], None]:
        """A function (van, tot) that fills month `van` + 1 up to and with `tot` of `regels` from month `van`, plan by plan.

        q: `Coefficienten.naast_elkaar`, [plan or 1, coefficient]; maanden: [plan, maand, `maand.breedte`]; regels:
        [plan, maand + 1, `regel.breedte`]. All float64 and row by row in memory. Raises ValueError when they do not fit.
        """
        plannen, duur, _ = maanden.shape
        past = (
            q.shape in ((1, len(NAMEN)), (plannen, len(NAMEN)))
            and aandelen.shape == (self._gebieden,)
            and maanden.shape[2] == self.maand.breedte
            and regels.shape == (plannen, duur + 1, self.regel.breedte)
            and all(a.dtype == np.float64 and a.flags.c_contiguous for a in (q, aandelen, maanden, regels))
        )
        if not past:
            raise ValueError("Deze reeksen passen niet bij het programma.")
        stappen = 0 if len(q) == 1 else len(NAMEN), duur * self.maand.breedte, (duur + 1) * self.regel.breedte
        per_maand, per_regel = maanden.strides[1], regels.strides[1]
        # The arrays must outlive their addresses, so the function holds them.
        reeksen = (q, aandelen, maanden, regels)
        q_adres, aandeel_adres, maand_adres, regel_adres = (reeks.ctypes.data for reeks in reeksen)

        def loop(van: int, tot: int, reeksen: tuple[Getallen, ...] = reeksen) -> None:
            if not 0 <= van <= tot <= duur:
                raise ValueError(f"Maand {van} tot {tot} valt buiten de reeksen.")
            self._draai(
                plannen,
                tot - van,
                *stappen,
                q_adres,
                aandeel_adres,
                maand_adres + van * per_maand,
                regel_adres + van * per_regel,
            )

        return loop


# What makes a trace: of these coefficients, in an area of so many deelgebieden.
Volg = Callable[[Coefficienten, int], Spoor]
_slot = Lock()
_programmas: dict[tuple[Volg, int], list[Programma]] = {}


def programma_van(volg: Volg, q: Coefficienten, gebieden: int) -> Programma:
    """The program of a trace, compiled by the first thread that asks for it: once in a process for a number of
    deelgebieden, whatever the coefficients are, as long as the trace makes the same choices for them."""
    with _slot:
        bekend = _programmas.setdefault((volg, gebieden), [])
        for programma in bekend:
            if programma.spoor.geldt_voor(q):
                return programma
        bekend.append(Programma(volg(q, gebieden), gebieden))
        return bekend[-1]


# Calls the program of one plan for each of them: a plan further lies so many numbers further in each of the arrays.
ELK_PLAN = """
define void @draai(i64 %plannen, i64 %aantal, i64 %per_q, i64 %per_maand, i64 %per_regel,
                   ptr %q0, ptr %aandelen, ptr %maanden0, ptr %regels0) {
begin:
br label %toets
toets:
%plan = phi i64 [ 0, %begin ], [ %erna, %lus ]
%q = phi ptr [ %q0, %begin ], [ %q_erna, %lus ]
%maanden = phi ptr [ %maanden0, %begin ], [ %maanden_erna, %lus ]
%regels = phi ptr [ %regels0, %begin ], [ %regels_erna, %lus ]
%klaar = icmp sge i64 %plan, %plannen
br i1 %klaar, label %einde, label %lus
lus:
call void @een_plan(i64 %aantal, ptr %q, ptr %aandelen, ptr %maanden, ptr %regels)
%erna = add i64 %plan, 1
%q_erna = getelementptr double, ptr %q, i64 %per_q
%maanden_erna = getelementptr double, ptr %maanden, i64 %per_maand
%regels_erna = getelementptr double, ptr %regels, i64 %per_regel
br label %toets
einde:
ret void
}
"""


class _Schrijver:
    """Prints one trace. What is the same in every month stands before the loop."""

    def __init__(self, spoor: Spoor, regel: Opmaak, maand: Opmaak, gebieden: int):
        self._spoor, self._regel, self._maand = spoor, regel, maand
        self._gebieden = gebieden
        self._vooraf: list[str] = []
        self._lus: list[str] = []
        self._functies: set[str] = set()
        self._namen: dict[tuple[Knoop, bool], str] = {}
        self._nummer = 0
        self._plaatsen = {
            COEFFICIENT: {naam: nummer for nummer, naam in enumerate(NAMEN)},
            AANDEEL: {"aandeel": 0},
            STAND: {naam: plek.start for naam, plek in regel.plaatsen.items()},
            MAAND: {naam: plek.start for naam, plek in maand.plaatsen.items()},
        }

    def tekst(self) -> str:
        for knoop in self._spoor.op_volgorde():
            self._namen[knoop, knoop.breed] = self._schrijf(knoop)
        for naam, knoop in self._spoor.uit.items():
            self._bewaar(naam, knoop)
        return "\n".join(
            [
                *sorted(self._functies),
                "define internal void @een_plan(i64 %aantal, ptr noalias %q, ptr noalias %aandelen, ptr noalias %maanden, "
                "ptr noalias %regels) {",
                "begin:",
                *self._vooraf,
                "br label %toets",
                "toets:",
                "%m = phi i64 [ 0, %begin ], [ %volgende, %lus ]",
                "%regel = phi ptr [ %regels, %begin ], [ %erna, %lus ]",
                "%maand = phi ptr [ %maanden, %begin ], [ %maand_erna, %lus ]",
                "%klaar = icmp sge i64 %m, %aantal",
                "br i1 %klaar, label %einde, label %lus",
                "lus:",
                f"%erna = getelementptr double, ptr %regel, i64 {self._regel.breedte}",
                f"%maand_erna = getelementptr double, ptr %maand, i64 {self._maand.breedte}",
                *self._lus,
                "%volgende = add i64 %m, 1",
                "br label %toets",
                "einde:",
                "ret void",
                "}",
                ELK_PLAN,
            ]
        )

    def _zet(self, uitdrukking: str, *, vast: bool) -> str:
        self._nummer += 1
        naam = f"%v{self._nummer}"
        (self._vooraf if vast else self._lus).append(f"{naam} = {uitdrukking}")
        return naam

    def _soort(self, breed: bool, getal: str = "double") -> str:
        return f"<{self._gebieden} x {getal}>" if breed else getal

    def _als(self, knoop: Knoop, breed: bool) -> str:
        """The name of a value, spread over the deelgebieden where that is asked."""
        if (knoop, breed) not in self._namen:
            getal = _getal(knoop)
            leeg = self._soort(True, getal)
            een = self._zet(
                f"insertelement {leeg} poison, {getal} {self._namen[knoop, False]}, i64 0", vast=knoop.vast
            )
            self._namen[knoop, breed] = self._zet(
                f"shufflevector {leeg} {een}, {leeg} poison, <{self._gebieden} x i32> zeroinitializer",
                vast=knoop.vast,
            )
        return self._namen[knoop, breed]

    def _schrijf(self, knoop: Knoop) -> str:
        if knoop.doet == GETAL:
            return "0x" + struct.pack(">d", knoop.getal).hex().upper()
        if knoop.doet in PLAATS:
            waar = self._plaatsen[knoop.doet][knoop.naam]
            plek = self._zet(f"getelementptr double, ptr {PLAATS[knoop.doet]}, i64 {waar}", vast=knoop.vast)
            return self._zet(f"load {self._soort(knoop.breed)}, ptr {plek}, align 8", vast=knoop.vast)
        if knoop.doet in (SOM, EERSTE):
            return self._over_de_gebieden(knoop)
        x = [self._als(bron, knoop.breed) for bron in knoop.bronnen]
        if knoop.doet in KIEST:
            return self._doe("where", knoop, self._doe(KIEST[knoop.doet], knoop, *x), *x)
        return self._roep_aan(knoop, *x) if knoop.doet in FUNCTIES else self._doe(knoop.doet, knoop, *x)

    def _doe(self, doet: str, knoop: Knoop, *x: str) -> str:
        if doet not in SJABLONEN:
            raise TypeError(f"Voor deze bewerking is er geen machinetaal: {doet}.")
        soorten = {"g": self._soort(knoop.breed), "j": self._soort(knoop.breed, "i1")}
        return self._zet(SJABLONEN[doet].format(*x, **soorten), vast=knoop.vast)

    def _roep_aan(self, knoop: Knoop, *x: str) -> str:
        soort = self._soort(knoop.breed)
        naam = f"@llvm.{FUNCTIES[knoop.doet]}.{f'v{self._gebieden}' if knoop.breed else ''}f64"
        self._functies.add(f"declare {soort} {naam}({', '.join([soort] * len(x))})")
        return self._zet(f"call {soort} {naam}({', '.join(f'{soort} {w}' for w in x)})", vast=knoop.vast)

    def _over_de_gebieden(self, knoop: Knoop) -> str:
        (bron,) = knoop.bronnen
        delen = [
            self._zet(
                f"extractelement {self._soort(True)} {self._als(bron, True)}, i64 {nummer}", vast=knoop.vast
            )
            for nummer in range(self._gebieden if knoop.doet == SOM else 1)
        ]
        som = delen[0]
        for deel in delen[1:]:
            som = self._zet(f"fadd double {som}, {deel}", vast=knoop.vast)
        return som

    def _bewaar(self, naam: str, knoop: Knoop) -> None:
        plek = self._regel.plaatsen[naam]
        breed = plek.stop - plek.start > 1
        waarde = self._als(knoop, breed)
        if _getal(knoop) == "i1":
            waarde = self._zet(
                f"uitofp {self._soort(breed, 'i1')} {waarde} to {self._soort(breed)}", vast=False
            )
        waar = self._zet(f"getelementptr double, ptr %erna, i64 {plek.start}", vast=False)
        self._lus.append(f"store {self._soort(breed)} {waarde}, ptr {waar}, align 8")


def _getal(knoop: Knoop) -> str:
    """What a value is: a number, or true or false."""
    if knoop.doet in VERGELIJKT or knoop.doet == "bitwise_and":
        return "i1"
    return "double"
