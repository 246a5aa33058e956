"""What the arrays of the model hold. Which axes they have stands where they are used: [plan, deelgebied] and so on."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Getallen = NDArray[np.float64]
# Months, numbers of cards and answers, positions.
Gehelen = NDArray[np.int64]
Vlaggen = NDArray[np.bool_]
# Names, and per plan what is no number.
Dingen = NDArray[Any]
