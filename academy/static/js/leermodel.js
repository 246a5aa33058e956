// The model of the neighbourhood for one plan, without events. What is computed stands in `formules`, made from the
// equations of the core (manage.py bereid_model), and in the numbers of the case; here is for which deployment, month
// and deelgebied it is computed: the bookkeeping of simulatie/kern/model/doses.py and bronvragen.py for one plan.
const klem = (waarde, laag, hoog) => Math.min(Math.max(waarde, laag), hoog);

// How a deployment runs: `werkdag` its first month at work, `van` and `tot` the months it runs in (none: `tot` 0).
function leesInzetten(plan, g) {
  const delen = plan.inzetten.map((inzet) => {
    const kaart = g.kaarten[inzet.kaart];
    const gebied = g.deelgebieden.map((sleutel) => !inzet.deelgebieden || inzet.deelgebieden.includes(sleutel));
    const einde = inzet.start + inzet.duur;
    const tot = inzet.mate > 0 ? Math.min(einde, g.programmaduur) : 0;
    return { code: inzet.kaart, kaart, gebied, plek: gebied.join(), overal: gebied.every(Boolean), mate: inzet.mate, van: inzet.start, einde, tot, begin: inzet.start };
  });
  // One that goes on where another of the same card in the same place ends has the beginning of that one.
  delen.sort((een, ander) => een.van - ander.van);
  for (const deel of delen) {
    const vorige = delen.find((een) => een.code === deel.code && een.einde === deel.van && een.mate > 0 && een.van < een.einde && een.plek === deel.plek);
    if (vorige) deel.begin = vorige.begin;
    deel.werkdag = deel.begin + deel.kaart.aanloop;
    deel.nieuw = deel.begin === deel.van;
    deel.werkt = Math.max(deel.van, deel.werkdag);
  }
  return delen;
}

// Per card the months in which it is at work as more than a token, and those in which it is or has been.
function aanHetWerk(delen, g, minimaal) {
  const loopt = {};
  for (const deel of delen) {
    const maanden = (loopt[deel.code] ??= new Uint8Array(g.programmaduur));
    if (deel.mate >= minimaal) for (let m = deel.werkt; m < deel.tot; m++) maanden[m] = 1;
  }
  const geweest = {};
  for (const [code, maanden] of Object.entries(loopt)) {
    const eerste = maanden.indexOf(1);
    geweest[code] = maanden.map((_, m) => (eerste >= 0 && m >= eerste ? 1 : 0));
  }
  return { loopt, geweest };
}

export function maakLeermodel(f, g) {
  const { q, aandelen, programmaduur, horizon } = g;
  const { minimale_mate, opstart_venster, maanden: maandnamen, stromen } = f.TABEL;
  const een_getal = new Set(f.TABEL.een_getal);
  const n = aandelen.length;
  const gemiddeld = (reeks, van, gewichten) => {
    let som = 0;
    for (let i = 0; i < n; i++) som += (reeks[van + i] - reeks[van]) * gewichten[i];
    return reeks[van] + som;
  };

  function bezetting(delen) {
    const gevraagd = g.capaciteit.map(() => new Float64Array(programmaduur));
    let kosten = 0;
    for (const { kaart, mate, van, werkt, tot, nieuw } of delen.filter((deel) => deel.tot > deel.van)) {
      const deel = f.deel_van_de_inzet(q, mate);
      for (let m = van; m < tot; m++) {
        const werk = f.werk(q, 1, m >= werkt ? 1 : 0, deel);
        kaart.fte.forEach((fte, houder) => (gevraagd[houder][m] += fte * werk));
      }
      kosten += f.kosten(q, kaart.kosten, kaart.eenmalig, deel, Math.max(0, tot - werkt), nieuw ? 1 : 0);
    }
    const er_is = gevraagd.map((per_maand, houder) => per_maand.map((fte) => f.er_is(q, g.capaciteit[houder], fte)));
    return { gevraagd, er_is, kosten };
  }

  // Strength per month, and what missing preconditions leave of it and add to it.
  function sterktes(deel, er_is, werk) {
    const { kaart } = deel;
    deel.kracht = new Float64Array(programmaduur);
    deel.over = new Float64Array(programmaduur).fill(1);
    deel.straffen = [];
    const houders = [...kaart.fte.keys()].filter((houder) => kaart.fte[houder] > 0);
    for (let m = deel.werkt; m < deel.tot; m++) {
      const er = Math.min(1, ...houders.map((houder) => er_is[houder][m]));
      deel.kracht[m] = f.opgebouwd(q, m + 1, deel.werkdag, kaart.opbouw, 1, deel.mate) * er;
    }
    for (const eis of kaart.vereist) {
      const mist = new Float64Array(programmaduur);
      for (let m = deel.werkt; m < deel.tot; m++) {
        mist[m] = eis.een_van.some((code) => werk[eis.moment][code]?.[m]) ? 0 : 1;
        deel.over[m] *= f.zonder(q, eis.factor, mist[m]);
      }
      for (const [stroom, per_maand] of Object.entries(eis.straf)) deel.straffen.push({ stroom, per_maand, mist });
    }
    const aandeel = aandelen.reduce((som, deelwijk, i) => som + (deel.gebied[i] ? deelwijk : 0), 0);
    deel.sterker = deel.overal ? 1 : f.concentratie(q, aandeel);
  }

  // How good every deployment is in every month by how it started: among how much else, and on what ground.
  function kwaliteiten(delen) {
    const op_grond = delen.filter((deel) => deel.kaart.op);
    const maand = (waarde) => klem(waarde, 0, programmaduur - 1);
    const start = new Float64Array(programmaduur);
    for (const { kaart, mate, begin, nieuw } of op_grond) {
      if (nieuw) start[maand(begin)] += kaart.fte.reduce((som, fte) => som + fte, 0) * f.deel_van_de_inzet(q, mate);
    }
    const verlaag = (deel, tekort, duur) => {
      for (let m = deel.werkt; m < deel.tot; m++) deel.goed[m] *= f.kwaliteit(q, tekort, f.nawerking(q, m, deel.werkdag, duur));
    };
    for (const deel of delen) deel.goed = new Float64Array(programmaduur).fill(1);
    for (const deel of op_grond) {
      const midden = maand(deel.begin);
      const rondom = start.subarray(Math.max(0, midden - opstart_venster), midden + opstart_venster + 1);
      verlaag(deel, f.opstarttekort(q, rondom.reduce((som, fte) => som + fte, 0)), q.opstart_duur);
    }
    const grond = fundamenten(delen);
    for (const deel of op_grond) {
      verlaag(deel, f.fundamenttekort(q, grond[maand(deel.werkdag)][deel.kaart.op]), q.fundament_duur);
    }
  }

  // Per month the ground there is for each principle.
  function fundamenten(delen) {
    const sommen = { onderzoek: new Float64Array(programmaduur), regie: new Float64Array(programmaduur), zoet: new Float64Array(programmaduur) };
    for (const deel of delen) {
      const bereikt = aandelen.reduce((som, aandeel, i) => som + (deel.gebied[i] ? deel.sterker * aandeel : 0), 0);
      for (const [stroom, sterkte] of deel.kaart.werking) {
        if (!sommen[stroom]) continue;
        for (let m = deel.werkt; m < deel.tot; m++) {
          const { effect } = f.effect_en_last(q, deel.kracht[m], deel.over[m]);
          sommen[stroom][m] += sterkte * (deel.overal ? 1 : bereikt) * effect * deel.goed[m];
        }
      }
    }
    let [beeld, samen, contact] = g.grond;
    return Array.from({ length: programmaduur }, (_, m) => {
      const hier = f.fundament(q, beeld, samen, contact);
      const stromen = ["onderzoek", "regie", "zoet"].map((stroom) => f[`grondstroom_${stroom}`](q, sommen[stroom][m]));
      ({ beeld, samen, contact } = f.grond_erna(q, beeld, samen, contact, ...stromen));
      return hier;
    });
  }

  // The sums per flow, month and deelgebied, of what is done and of what it is worth.
  function sommen(delen) {
    const hoeveel = {};
    const goed = {};
    const tel = (waar, stroom, deel, m, bedrag) => {
      const som = (waar[stroom] ??= new Float64Array(programmaduur * n));
      for (let i = 0; i < n; i++) if (deel.gebied[i]) som[m * n + i] += bedrag;
    };
    for (const deel of delen) {
      for (let m = deel.werkt; m < deel.tot; m++) {
        const wat = f.effect_en_last(q, deel.kracht[m], deel.over[m]);
        wat.goed = wat.effect * deel.goed[m];
        for (const [stroom, sterkte] of deel.kaart.werking) {
          const { telt } = stromen[stroom];
          tel(hoeveel, stroom, deel, m, sterkte * deel.sterker * wat[telt === "gewogen" ? "effect" : telt]);
          if (telt === "gewogen") tel(goed, stroom, deel, m, sterkte * deel.sterker * wat.goed);
        }
        for (const { stroom, per_maand, mist } of deel.straffen) {
          tel(hoeveel, stroom, deel, m, deel.sterker * deel.kracht[m] * per_maand * mist[m]);
        }
      }
    }
    return { hoeveel, goed };
  }

  function doses({ hoeveel, goed }) {
    const uit = Object.fromEntries(maandnamen.map((naam) => [naam, new Float64Array(horizon * (een_getal.has(naam) ? 1 : n))]));
    for (const [stroom, som] of Object.entries(hoeveel)) {
      const { wijk, soort, telt } = stromen[stroom];
      const functie = f[`doses_van_${stroom}`];
      const per_naam = soort ? { [`raak_${soort}`]: new Float64Array(som.length), [stroom]: new Float64Array(som.length) } : { [stroom]: new Float64Array(som.length) };
      for (let k = 0; k < som.length; k++) {
        if (!som[k]) continue;
        const antwoord = telt === "gewogen" ? functie(q, som[k], goed[stroom][k]) : functie(q, som[k]);
        if (soort) for (const naam in per_naam) per_naam[naam][k] = antwoord[naam];
        else per_naam[stroom][k] = antwoord;
      }
      const maanden = Math.min(programmaduur, horizon);
      for (const [naam, reeks] of Object.entries(per_naam)) {
        if (!wijk && !soort) uit[naam].set(reeks.subarray(0, maanden * n));
        else for (let m = 0; m < maanden; m++) uit[naam][m] = gemiddeld(reeks, m * n, soort ? g.waar[soort] : aandelen);
      }
    }
    return uit;
  }

  // Per month the sources asked without the ground for it.
  function onterecht(bronvragen, loopt) {
    const per_maand = {};
    for (const { bron, maand, grondslag } of bronvragen) {
      const { vereist, juist, zonder } = g.bronnen[bron];
      if (!juist.includes(grondslag) || !vereist.every((code) => loopt[code]?.[maand])) (per_maand[maand] ??= []).push(zonder);
    }
    return per_maand;
  }

  function schok(regels, m, keren) {
    const bedragen = {};
    for (const zonder of keren) {
      for (const [naam, [bedrag, hoogst]] of Object.entries(zonder)) bedragen[naam] = [(bedragen[naam]?.[0] ?? 0) + bedrag, hoogst];
    }
    for (const [naam, [bedrag, hoogst]] of Object.entries(bedragen)) {
      const breed = regels[naam].length / (horizon + 1);
      for (let k = m * breed; k < (m + 1) * breed; k++) regels[naam][k] = f.na_schok(q, regels[naam][k], bedrag, hoogst);
    }
    for (let k = m * n; k < (m + 1) * n; k++) {
      regels.leegstand[k] = f.leegstand_naast(q, regels.leegstand[k], regels.woonfraude[k], g.alle_woningen);
      regels.meldingen[k] = f.meldingen(q, regels.overlast[k], regels.meldingsbereidheid[k]);
    }
  }

  // A plan {inzetten: [{kaart, start, duur, mate, deelgebieden}], bronvragen: [{bron, maand, grondslag}]}, as the core
  // writes it. It gives per quantity its line for months 0..horizon (a number a month, or one per deelgebied), in the
  // units of the model, with the staff asked per holder and month, and what it costs.
  function reken(plan) {
    const delen = leesInzetten(plan, g);
    const { gevraagd, er_is, kosten } = bezetting(delen);
    const werk = aanHetWerk(delen, g, minimale_mate);
    const lopend = delen.filter((deel) => deel.tot > deel.van);
    for (const deel of lopend) sterktes(deel, er_is, werk);
    kwaliteiten(lopend);
    const maanden = doses(sommen(lopend));
    const regels = {};
    for (const [naam, begin] of Object.entries(g.begin)) {
      const rij = Array.isArray(begin) ? begin : [begin];
      regels[naam] = new Float64Array((horizon + 1) * rij.length);
      regels[naam].set(rij);
    }
    const stap = f.stap(n, q, aandelen, maanden, regels);
    const schokken = onterecht(plan.bronvragen ?? [], werk.loopt);
    for (let m = 0; m < horizon; m++) {
      stap(m);
      if (schokken[m]) schok(regels, m + 1, schokken[m]);
    }
    regels.index = regels.overlast.map((overlast, k) => f.index(q, overlast, regels.angst[k], regels.samenredzaamheid[k], regels.fysieke_kwaliteit[k], regels.leegstand[k]));
    return { regels, gevraagd, kosten };
  }

  // Households-weighted line of a quantity in the units people see, months 0..horizon.
  function lijn(regels, naam) {
    const reeks = regels[naam];
    const eenheid = g.eenheden[naam] ?? 1;
    return Array.from({ length: horizon + 1 }, (_, m) => {
      if (reeks.length === horizon + 1) return reeks[m] * eenheid;
      let som = 0;
      for (let i = 0; i < n; i++) som += reeks[m * n + i] * eenheid * aandelen[i];
      return som;
    });
  }

  // A quantity in one month per deelgebied, in the units people see; the same everywhere where it is one number.
  function gebieden(regels, naam, m) {
    const reeks = regels[naam];
    const eenheid = g.eenheden[naam] ?? 1;
    return Array.from(aandelen, (_, i) => reeks[reeks.length === horizon + 1 ? m : m * n + i] * eenheid);
  }

  // Households-weighted value of a quantity in one month.
  const wijk = (regels, naam, m) => gebieden(regels, naam, m).reduce((som, waarde, i) => som + waarde * aandelen[i], 0);

  return { reken, lijn, gebieden, wijk };
}
