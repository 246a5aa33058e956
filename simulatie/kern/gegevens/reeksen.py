"""What the arrays of the model hold. Which axes they have stands where they are used: [plan, deelgebied] and so on."""

import numpy as np
from numpy.typing import NDArray

Getallen = NDArray[np.float64]
# Months, seeds, numbers of cards, of plans and of answers.
Gehelen = NDArray[np.int64]
Vlaggen = NDArray[np.bool_]
Woorden = NDArray[np.str_]
Dingen = NDArray[np.object_]
# Some of the plans: what NumPy takes over the first axis.
Uitsnede = slice | Gehelen | Vlaggen | list[int]
