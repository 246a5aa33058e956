"""What people type into the simulation, a module a screen; the model judges whether a plan can be carried out."""
