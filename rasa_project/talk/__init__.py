"""What every assistant answers alike: yes and no, by what was asked last."""
