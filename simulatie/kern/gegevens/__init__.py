"""What a case, a plan and a card are: frozen values and how a row of them is read."""
